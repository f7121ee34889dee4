"""Signed versions kept beside the paper: signed here, signed elsewhere, judged, and no secret anywhere."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from bahiaservidor.documentos import assinatura_chaves, termo_posse
from bahiaservidor.documentos.assinatura import ErroAssinatura, Segredo
from bahiaservidor.documentos.assinatura_importacao import codigo
from bahiaservidor.documentos.assinatura_pdf import assinar as assinar_pdf
from bahiaservidor.documentos.autenticidade import ler_marca
from bahiaservidor.relogio import RelogioFixo
from bahiaservidor.servicos import abertura, assinaturas, assinaturas_raizes
from bahiaservidor.servicos.assinaturas_chaves import ChaveA1, ChaveToken
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.papeis_emissao import Papel, bytes_de, emitir
from tests.documentos import amostras
from tests.documentos import apoio_assinatura as icp
from tests.documentos.apoio_assinatura import AGORA, BENEDITO, DORALICE, SENHA


@pytest.fixture
def ctx() -> Iterator[Contexto]:
    aberto = abertura.abrir_temporario(relogio=RelogioFixo(AGORA.date(), AGORA), usuario="doralice")
    yield aberto
    abertura.fechar(aberto)


@pytest.fixture
def pasta(tmp_path: Path) -> Path:
    """A folder of authorities."""
    (tmp_path / "raizes").mkdir()
    (tmp_path / "raizes" / "raiz.crt").write_bytes(icp.raiz()[1].public_bytes(Encoding.PEM))
    (tmp_path / "raizes" / "leia-me.txt").write_text("não é certificado", "utf-8")
    return tmp_path / "raizes"


def papel(pdf: bytes | None = None, **campos: Any) -> Papel:
    valores: dict[str, Any] = {
        "titulo": "", "nome_arquivo": "termo.pdf", "pdf": icp.termo() if pdf is None else pdf, "especie": "termo_posse",
        "ano": 2026, "assunto": amostras.NOME, "orgao_id": 1, "numero": 12,
    }  # fmt: skip
    return Papel(**(valores | campos))


def a1(nome: str = BENEDITO, senha: str = SENHA) -> ChaveA1:
    return ChaveA1(arquivo=icp.a1(nome), senha=Segredo(senha))


def contar(ctx: Contexto, tabela: str) -> int:
    with ctx.banco.leitura() as conexao:
        return int(conexao.exec_driver_sql(f"SELECT count(*) FROM {tabela}").scalar_one())


# ------------------------------------------------------------------ signed here


def test_signed_version_is_kept_beside_the_original_which_does_not_change(ctx: Contexto, pasta: Path) -> None:
    assinaturas_raizes.definir_pasta_de_raizes(ctx, pasta=str(pasta))
    original = emitir(ctx, papel=papel())
    primeira = assinaturas.assinar(ctx, documento_id=original.id, chave=a1(), motivo="Posse")
    segunda = assinaturas.assinar(ctx, documento_id=original.id, chave=a1(DORALICE))
    assert (primeira.especie, primeira.numero, primeira.origem_id) == ("termo_posse_assinado", "1/2026", original.id)
    assert (segunda.especie, segunda.numero, segunda.origem_id) == ("termo_posse_assinado", "2/2026", primeira.id)
    assert primeira.titulo == (
        f"Termo de posse nº 12/2026, assinado – {amostras.NOME}, assinado por BENEDITO ARAUJO SACRAMENTO"
    )
    assert segunda.titulo.endswith("assinado por BENEDITO ARAUJO SACRAMENTO e DORALICE PITANGA MOTA")
    assert segunda.codigo == original.codigo
    assert bytes_de(ctx, documento_id=original.id) == icp.termo()
    assert bytes_de(ctx, documento_id=segunda.id).startswith(bytes_de(ctx, documento_id=primeira.id))
    assert assinaturas.ultima_versao(ctx, documento_id=original.id) == segunda
    vereditos = assinaturas.guardadas(ctx, documento_id=segunda.id)
    assert [v.boa for v in vereditos] == [True, True]
    assert vereditos[0].assinado_em == AGORA
    assert "Cadeia confiável: chega a AC Raiz do Recôncavo." in vereditos[1].veredito


def test_signing_with_a_token(ctx: Contexto, monkeypatch: pytest.MonkeyPatch) -> None:
    par = icp.emitir(BENEDITO, icp.intermediaria())
    ficha = icp.FichaSimulada("Servidor", "1234", {"Assinatura": par}, [icp.intermediaria()])
    monkeypatch.setattr(assinatura_chaves, "carregar_modulo", lambda _: icp.ModuloSimulado(ficha))
    original = emitir(ctx, papel=papel())
    chave = ChaveToken(modulo="simulado.so", pin=Segredo("1234"))
    assinado = assinaturas.assinar(ctx, documento_id=original.id, chave=chave)
    assert not chave.pin
    assert assinado.titulo.endswith("assinado por BENEDITO ARAUJO SACRAMENTO")


def test_refusal_keeps_nothing_and_forgets_the_password(ctx: Contexto) -> None:
    original = emitir(ctx, papel=papel())
    chave = a1(senha="errada")
    with pytest.raises(ErroAssinatura, match="A senha do certificado não confere"):
        assinaturas.assinar(ctx, documento_id=original.id, chave=chave)
    assert not chave.senha
    with pytest.raises(ErroAssinatura, match="não existe"):
        assinaturas.assinar(ctx, documento_id=999, chave=a1())
    planilha = emitir(ctx, papel=papel(b"PK", especie="relatorio_trimestral", numero=3, midia="application/zip"))
    with pytest.raises(ErroAssinatura, match="não é um PDF, e só PDF se assina"):
        assinaturas.assinar(ctx, documento_id=planilha.id, chave=a1())
    assert (contar(ctx, "documento_emitido"), contar(ctx, "assinatura")) == (2, 0)


def test_two_people_signing_the_same_version_at_once(ctx: Contexto, monkeypatch: pytest.MonkeyPatch) -> None:
    original = emitir(ctx, papel=papel())
    velha = assinaturas.ultima_versao(ctx, documento_id=original.id)
    assinaturas.assinar(ctx, documento_id=original.id, chave=a1())
    # As if the second had begun before the first was kept.
    monkeypatch.setattr(assinaturas, "ultima_versao", lambda *_, **__: velha)
    with pytest.raises(ErroAssinatura, match="Outra pessoa assinou este documento"):
        assinaturas.assinar(ctx, documento_id=original.id, chave=a1(DORALICE))
    assert (contar(ctx, "documento_emitido"), contar(ctx, "assinatura")) == (2, 1)


def test_no_secret_is_left_in_registry_log_or_trail(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    pin = "8812-Umbuzeiro"
    ficha = icp.FichaSimulada("Servidor", pin, {"x": icp.emitir(BENEDITO, icp.intermediaria())}, [icp.intermediaria()])
    monkeypatch.setattr(assinatura_chaves, "carregar_modulo", lambda _: icp.ModuloSimulado(ficha))
    arquivo = tmp_path / "registro.sqlite3"
    ctx = abertura.abrir(arquivo, relogio=RelogioFixo(AGORA.date(), AGORA), usuario="doralice")
    try:
        original = emitir(ctx, papel=papel())
        assinaturas.assinar(ctx, documento_id=original.id, chave=a1())
        assinaturas.assinar(ctx, documento_id=original.id, chave=ChaveToken(modulo="x", pin=Segredo(pin)))
        with pytest.raises(ErroAssinatura) as recusa:
            assinaturas.assinar(ctx, documento_id=original.id, chave=a1(senha=f"{SENHA}-errada"))
        assinaturas.conferir_documento(ctx, documento_id=original.id + 1)
        with ctx.banco.leitura() as conexao:
            trilha = conexao.exec_driver_sql("SELECT acao, objeto, detalhe FROM trilha").all()
    finally:
        abertura.fechar(ctx)
    assert ("emite", "documento_emitido", "termo_posse_assinado") in [tuple(linha) for linha in trilha]
    privada = icp.a1()[60:120]
    bytes_gravados = b"".join(a.read_bytes() for a in tmp_path.iterdir() if a.is_file())
    textos = caplog.text + repr(trilha) + repr(recusa.value) + repr(a1())
    for segredo in (SENHA, pin):
        assert segredo.encode() not in bytes_gravados
        assert segredo.encode("utf-16-be") not in bytes_gravados
        assert segredo not in textos
    assert privada not in bytes_gravados


# ------------------------------------------------------------------ signed elsewhere


def test_import_finds_the_paper_by_its_bytes_and_keeps_it_once(ctx: Contexto) -> None:
    emitir(ctx, papel=papel(termo_posse.gerar(amostras.TEMPORARIO), numero=13))
    original = emitir(ctx, papel=papel())
    recebido = icp.assinado(BENEDITO)
    exame = assinaturas.examinar(ctx, pdf=recebido)
    assert (exame.original, exame.regravado, exame.ja_guardado) == (original, False, None)
    assert contar(ctx, "documento_emitido") == 2
    guardado = assinaturas.importar(ctx, pdf=recebido)
    assert (guardado.origem_id, guardado.especie) == (original.id, "termo_posse_assinado")
    assert bytes_de(ctx, documento_id=guardado.id) == recebido
    assert "só se acrescentaram assinaturas." in assinaturas.guardadas(ctx, documento_id=guardado.id)[0].veredito
    assert assinaturas.importar(ctx, pdf=recebido) == guardado
    assert assinaturas.examinar(ctx, pdf=recebido).ja_guardado == guardado
    # Signed again elsewhere: it is of the signed version, not of the original.
    dois = assinaturas.importar(ctx, pdf=icp.assinado(BENEDITO, DORALICE), documento_id=original.id)
    assert dois.origem_id == guardado.id
    assert (contar(ctx, "documento_emitido"), contar(ctx, "assinatura")) == (4, 3)


@pytest.mark.parametrize("com_codigo", [True, False], ids=["codigo", "numero"])
def test_import_of_a_file_written_again_finds_the_paper_and_says_the_weaker_verdict(
    ctx: Contexto, com_codigo: bool
) -> None:
    emitir(ctx, papel=papel(termo_posse.gerar(amostras.TEMPORARIO), numero=12, orgao_id=2))
    original = emitir(ctx, papel=papel())
    marca = ler_marca(icp.termo())
    assert marca is not None
    refeito = icp.regravado(icp.termo(), palavras_chave="" if com_codigo else "outro programa")
    assert codigo(refeito) == (marca.codigo if com_codigo else "")
    recebido = assinar_pdf(refeito, icp.chave(), instante=AGORA)
    exame = assinaturas.examinar(ctx, pdf=recebido)
    assert exame.regravado
    guardado = assinaturas.importar(ctx, pdf=recebido)
    assert guardado.origem_id == original.id
    (veredito,) = assinaturas.guardadas(ctx, documento_id=guardado.id)
    assert veredito.veredito.endswith("O arquivo foi regravado pelo assinador; o conteúdo confere com o emitido.")
    conferido = assinaturas.conferir_documento(ctx, documento_id=guardado.id)
    assert conferido.observacoes == ("O arquivo foi regravado pelo assinador; o conteúdo confere com o emitido.",)


def test_what_is_not_of_this_registry_or_was_changed_is_refused_and_nothing_is_kept(ctx: Contexto) -> None:
    original = emitir(ctx, papel=papel())
    outro = emitir(ctx, papel=papel(termo_posse.gerar(amostras.TEMPORARIO), numero=13))
    adulterado = bytearray(icp.assinado())
    adulterado[4000] ^= 4
    alheio = assinar_pdf(termo_posse.gerar(amostras.EM_BRANCO), icp.chave(), instante=AGORA)
    casos: list[tuple[bytes, int | None, str]] = [
        (icp.termo(), None, "não tem nenhuma assinatura"),
        (icp.termo(), original.id, "não tem nenhuma assinatura"),
        (bytes(adulterado), None, "não vale: ALTERADO"),
        (bytes(adulterado), original.id, "não vale: ALTERADO"),
        (alheio, None, "não é de nenhum documento emitido por este registro"),
        (alheio, original.id, "o texto da página 1 não é o do documento emitido"),
        (
            icp.assinado(),
            outro.id,
            f"O arquivo é o documento “Termo de posse nº 12/2026 – {amostras.NOME}”, e não o esc",
        ),
        (b"GIF89a", None, "não é um PDF íntegro"),
    ]
    for pdf, documento_id, motivo in casos:
        for chamar in (assinaturas.examinar, assinaturas.importar):
            with pytest.raises(ErroAssinatura, match=motivo):
                chamar(ctx, pdf=pdf, documento_id=documento_id)
    assert (contar(ctx, "documento_emitido"), contar(ctx, "assinatura")) == (2, 0)


# ------------------------------------------------------------------ judged again


def test_verdicts_are_added_only_when_they_change_and_never_rewritten(ctx: Contexto, pasta: Path) -> None:
    original = emitir(ctx, papel=papel())
    assinado = assinaturas.assinar(ctx, documento_id=original.id, chave=a1())
    conferido = assinaturas.conferir_documento(ctx, documento_id=assinado.id)
    assert not conferido.boa
    assert "nenhuma autoridade raiz foi configurada" in conferido.assinaturas[0].veredito
    assert contar(ctx, "assinatura") == 1
    assert assinaturas_raizes.definir_pasta_de_raizes(ctx, pasta=str(pasta)) == 1
    assert isinstance(ctx.relogio, RelogioFixo)
    ctx.relogio = RelogioFixo(AGORA.date(), AGORA + dt.timedelta(minutes=1))
    conferido = assinaturas.conferir_documento(ctx, documento_id=assinado.id)
    assert conferido.boa
    assert contar(ctx, "assinatura") == 2
    assert assinaturas.guardadas(ctx, documento_id=assinado.id)[0].confiavel
    assinaturas.conferir_documento(ctx, documento_id=assinado.id)
    assert contar(ctx, "assinatura") == 2
    for comando in ("UPDATE assinatura SET confiavel = 1", "DELETE FROM assinatura"):
        with pytest.raises(Exception, match="nada do que foi escrito"), ctx.banco.escrita() as conexao:
            conexao.exec_driver_sql(comando)


def test_paper_without_signature_says_so(ctx: Contexto) -> None:
    original = emitir(ctx, papel=papel())
    conferido = assinaturas.conferir_documento(ctx, documento_id=original.id)
    assert conferido.assinaturas == ()
    assert conferido.observacoes == ("O arquivo não tem nenhuma assinatura eletrônica.",)


def test_folder_of_authorities_that_does_not_serve_is_refused(ctx: Contexto, tmp_path: Path, pasta: Path) -> None:
    (tmp_path / "vazia").mkdir()
    for ruim, motivo in (
        (tmp_path / "nao-existe", "não existe"),
        (tmp_path / "vazia", "não tem certificado de nenhuma"),
    ):
        with pytest.raises(ErroAssinatura, match=motivo):
            assinaturas_raizes.definir_pasta_de_raizes(ctx, pasta=str(ruim))
    assert assinaturas_raizes.pasta_de_raizes(ctx) == ""
    assinaturas_raizes.definir_pasta_de_raizes(ctx, pasta=str(pasta))
    assinaturas_raizes.definir_pasta_de_raizes(ctx, pasta="")
    assert not assinaturas_raizes.raizes(ctx).configuradas
