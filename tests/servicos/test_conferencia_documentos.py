"""Whether a file is one of ours; reprints; what altering a template leaves as it was."""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterator
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter

from bahiaservidor.documentos.modelos import OrgaoEmissor
from bahiaservidor.documentos.peca import Peca, Texto
from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.servicos import conferencia_documentos, modelos_documento, papeis, papeis_segunda_via
from bahiaservidor.servicos.conferencia_documentos import ArquivoIlegivel, Conferido, Veredito
from bahiaservidor.servicos.papeis_emissao import Gemeo, emitir, gemeos_de, memoria_de
from bahiaservidor.servicos.papeis_peca import papel_da_peca
from bahiaservidor.servicos.tipos import DocumentoEmitido
from tests.documentos.amostras import NOME_LONGO, ler
from tests.documentos.apoio import fora_das_margens, sem_memoria

from .cenario import HOJE, Cenario, cenario


@pytest.fixture
def c() -> Iterator[Cenario]:
    with cenario() as montado:
        yield montado


def termo(c: Cenario) -> tuple[DocumentoEmitido, bytes]:
    """Issue a termo de posse; return it and its bytes."""
    nomeado = c.nomear()
    posse = c.registrar("posse", servidor=nomeado.servidor_id, data="2026-02-10")
    emitido = papeis.emitir(c.ctx, papel=papeis.termo_posse(c.ctx, vinculo_id=posse.vinculo_id, hoje=HOJE))
    return emitido, papeis.bytes_de(c.ctx, documento_id=emitido.id)


def conferir(c: Cenario, dados: bytes) -> Conferido:
    return conferencia_documentos.conferir(c.ctx, dados=dados)


def regravado(pdf: bytes, *, sem_a_ultima: bool = False) -> bytes:
    """Return the file as another program would write it."""
    escritor = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    if sem_a_ultima:
        escritor.remove_page(escritor.get_num_pages() - 1)
    saida = BytesIO()
    escritor.write(saida)
    return saida.getvalue()


def test_o_que_saiu_e_reconhecido_e_um_byte_a_mais_nao(c: Cenario) -> None:
    emitido, pdf = termo(c)
    igual = conferir(c, pdf)
    assert (igual.veredito, igual.nosso, igual.documento_id) == (Veredito.INALTERADO, True, emitido.id)
    dados = dict(igual.dados)
    assert dados["Número"] == "1/2026"
    assert dados["Órgão"] == "Secretaria da Administração"
    assert (dados["Pessoa"], dados["Emitido por"], dados["Versão do modelo"]) == ("Candidato 1", "teste", "1")
    assert dados["Emitido em"] == "02/03/2026, às 09:00"
    trocado = pdf.replace(b"/Subject", b"/Subjeto", 1)
    assert len(trocado) == len(pdf)
    alterado = conferir(c, trocado)
    assert (alterado.veredito, alterado.nosso, alterado.documento_id) == (Veredito.ALTERADO, False, emitido.id)
    assert "texto delas são iguais" in alterado.frase
    assert conferir(c, pdf[:-1]).veredito is Veredito.ALTERADO


def test_o_regravado_diz_qual_era_e_o_que_difere(c: Cenario) -> None:
    _, pdf = termo(c)
    salvo = conferir(c, regravado(pdf))
    assert salvo.veredito is Veredito.ALTERADO
    assert "Termo de posse nº 1/2026 – Candidato 1" in salvo.frase
    menor = conferir(c, regravado(pdf, sem_a_ultima=True))
    assert "Tem 1 página, e o emitido tem 2 páginas." in menor.frase


def test_o_que_se_acrescenta_depois_nao_passa_por_inteiro(c: Cenario) -> None:
    _, pdf = termo(c)
    lixo = conferir(c, pdf + b"\n% nada demais\n%%EOF\n")
    assert (lixo.veredito, lixo.nosso) == (Veredito.ALTERADO, False)
    assinado = conferir(c, pdf + b"\n% << /Type /Sig /ByteRange [0 1 2 3] >>\n%%EOF\n")
    assert (assinado.veredito, assinado.nosso) == (Veredito.ACRESCIDO, True)
    assert "conferir-assinatura" in assinado.frase
    # The same mark of a signature over a page that was changed by what was appended.
    escritor = PdfWriter(BytesIO(pdf), incremental=True)
    escritor.pages[0].rotate(90)
    saida = BytesIO()
    escritor.write(saida)
    virado = saida.getvalue()
    assert virado.startswith(pdf)
    assert conferir(c, virado + b"% /ByteRange\n").veredito is Veredito.ALTERADO


def test_codigo_de_outro_registro_alheio_e_o_que_nem_pdf_e(c: Cenario) -> None:
    _, pdf = termo(c)
    with cenario() as outro:
        assert conferir(outro, pdf).veredito is Veredito.CODIGO_DESCONHECIDO
    em_branco = PdfWriter()
    em_branco.add_blank_page(200, 200)
    saida = BytesIO()
    em_branco.write(saida)
    assert conferir(c, saida.getvalue()).veredito is Veredito.ALHEIO
    assert conferir(c, b"PK\x03\x04 planilha").veredito is Veredito.NAO_PDF
    assert conferir(c, b"%PDF-1.7\nlixo").veredito is Veredito.ILEGIVEL
    with pytest.raises(ArquivoIlegivel, match="vazio"):
        conferir(c, b"")


def test_arquivo_hostil_tem_sempre_resposta(c: Cenario, monkeypatch: pytest.MonkeyPatch) -> None:
    emitido, pdf = termo(c)
    sorteio = random.Random(7)
    for _ in range(40):
        ruim = bytearray(pdf)
        for _ in range(sorteio.randrange(1, 30)):
            ruim[sorteio.randrange(len(ruim))] = sorteio.randrange(256)
        veredito = conferir(c, bytes(ruim[: sorteio.randrange(100, len(ruim) + 1)]))
        assert not veredito.nosso
    bomba = zlib.compress(b" " * 30_000_000)
    monstro = b"%PDF-1.4\n1 0 obj<</Length " + str(len(bomba)).encode() + b"/Filter/FlateDecode>>stream\n" + bomba
    assert conferir(c, monstro).veredito is Veredito.ILEGIVEL
    assert conferir(c, b"%PDF-1.4\n" + b"%%EOF\n" * 5000).veredito is Veredito.ILEGIVEL
    monkeypatch.setattr(conferencia_documentos, "MAIOR_ARQUIVO", 1024 * 1024)
    with pytest.raises(ArquivoIlegivel, match="passa de 1 MB"):
        conferir(c, pdf + b" " * 1024 * 1024)
    assert emitido.hash == papeis.emitidos(c.ctx)[0].hash


def test_pelo_codigo_digitado_ou_lido_do_qr(c: Cenario) -> None:
    emitido, pdf = termo(c)
    texto = " ".join(ler(pdf))
    impresso = texto.split("Código ")[1][:39]
    for escrito in (impresso, impresso.lower().replace(" ", "-"), f"BAHIASERVIDOR:TERMO-POSSE:1/2026:{emitido.codigo}"):
        achado = conferencia_documentos.conferir_codigo(c.ctx, codigo=escrito)
        assert (achado.veredito, achado.documento_id) == (Veredito.CODIGO_CONHECIDO, emitido.id)
        assert not achado.nosso
    outro = conferencia_documentos.conferir_codigo(c.ctx, codigo="0" * 32)
    assert outro.veredito is Veredito.CODIGO_DESCONHECIDO
    with pytest.raises(ErroDominio, match="foram digitados 5"):
        conferencia_documentos.conferir_codigo(c.ctx, codigo="12AB5")


def test_o_gemeo_e_reconhecido_pelos_bytes(c: Cenario) -> None:
    peca = Peca(
        chave="aviso_posse", titulo="Aviso", assunto="x", orgao=OrgaoEmissor(nome="Casa"),
        grupos=[[Texto(texto="Olá")]],
    )  # fmt: skip
    gemeo = Gemeo(sufixo="csv", nome_arquivo="x.csv", midia="text/csv", fazer=lambda n: f"a;{n}\n".encode())
    papel = papel_da_peca(peca, ano=2026, orgao_id=0, assunto="x", outros={"gemeos": (gemeo,)})
    emitir(c.ctx, papel=papel)
    assert conferir(c, b"a;1\n").veredito is Veredito.GEMEO
    assert conferir(c, b"a;2\n").veredito is Veredito.NAO_PDF


# ------------------------------------------------------------------ reprint


def test_a_segunda_via_traz_os_bytes_guardados_e_as_mesmas_paginas(c: Cenario) -> None:
    emitido, pdf = termo(c)
    via = papeis_segunda_via.segunda_via(
        c.ctx, documento_id=emitido.id, motivo="Extravio do original.", hoje=HOJE, pedida_por=NOME_LONGO
    )
    assert via.original == pdf
    assert via.junto is not None
    capa = " ".join(ler(via.pdf_capa))
    for trecho in (emitido.titulo, emitido.hash, "Extravio do original", NOME_LONGO, "primeira reimpressão"):
        assert trecho in capa, trecho
    assert fora_das_margens(via.pdf_capa) == []
    assert sem_memoria(via.pdf_capa, memoria_de(c.ctx, documento_id=via.capa.id)) == set()
    paginas = PdfReader(BytesIO(via.junto)).pages
    for junta, guardada in zip(paginas[1:], PdfReader(BytesIO(pdf)).pages, strict=True):
        assert junta.get_contents().get_data() == guardada.get_contents().get_data()  # type: ignore[union-attr]
    assert [g.especie for g in gemeos_de(c.ctx, documento_id=emitido.id)] == ["segunda_via"]
    for arquivo in (via.pdf_capa, via.junto):
        conferido = conferir(c, arquivo)
        assert (conferido.veredito, conferido.nosso) == (Veredito.SEGUNDA_VIA, True)
        assert emitido.titulo in conferido.frase
    assert c.valor("SELECT count(*) FROM trilha WHERE detalhe = 'segunda_via'") == 1


def test_cada_reimpressao_conta_e_o_motivo_e_obrigatorio(c: Cenario) -> None:
    emitido, _ = termo(c)
    vias = [
        papeis_segunda_via.segunda_via(c.ctx, documento_id=emitido.id, motivo="Extravio", hoje=HOJE) for _ in range(2)
    ]
    assert "2ª reimpressão" in " ".join(ler(vias[1].pdf_capa))
    assert vias[0].capa.id != vias[1].capa.id
    antes = c.contar("documento_emitido")
    with pytest.raises(ErroDominio, match="Diga o motivo"):
        papeis_segunda_via.segunda_via(c.ctx, documento_id=emitido.id, motivo="  ", hoje=HOJE)
    with pytest.raises(ErroDominio, match="já é uma segunda via"):
        papeis_segunda_via.segunda_via(c.ctx, documento_id=vias[0].capa.id, motivo="Outra", hoje=HOJE)
    assert c.contar("documento_emitido") == antes


# ------------------------------------------------------------------ templates


def test_ajustar_o_modelo_nao_muda_o_que_saiu_e_o_proximo_sai_na_versao_nova(c: Cenario) -> None:
    emitido, pdf = termo(c)
    for _ in range(2):
        modelos_documento.gravar(
            c.ctx, nome="termo_posse", orgao_id=c.orgao,
            textos={"aceitacao": f"Aceita e promete cumprir{_ * '!'} (art. 16, parágrafo único)."},
        )  # fmt: skip
    assert papeis.bytes_de(c.ctx, documento_id=emitido.id) == pdf
    assert conferir(c, pdf).veredito is Veredito.INALTERADO
    outro = c.nomear(1)
    posse = c.registrar("posse", servidor=outro.servidor_id, data="2026-02-12")
    novo = papeis.emitir(c.ctx, papel=papeis.termo_posse(c.ctx, vinculo_id=posse.vinculo_id, hoje=HOJE))
    novos_bytes = papeis.bytes_de(c.ctx, documento_id=novo.id)
    assert "modelo v. 1.2" in " ".join(ler(novos_bytes))
    assert "Aceita e promete cumprir!" in " ".join(ler(novos_bytes))
    assert "modelo v. 1 " in f"{' '.join(ler(pdf))} "
    assert dict(conferir(c, novos_bytes).dados)["Versão do modelo"] == "1.2"


def test_o_texto_que_se_cola_a_outro_continua_com_o_espaco(c: Cenario) -> None:
    modelos_documento.gravar(
        c.ctx, nome="termo_posse", orgao_id=c.orgao, textos={"prazo_ultimo": "ou, se mais larga, {vence_ultimo}"}
    )
    with c.ctx.banco.leitura() as conexao:
        modelo = modelos_documento.modelo(conexao, "termo_posse", c.orgao)
    assert modelo.textos["prazo_ultimo"] == " ou, se mais larga, {vence_ultimo}"
