"""Files received: kept by their hash with their place, told when repeated, taken out and never erased."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.servicos import anexos
from bahiaservidor.servicos.processos_ordem import lugares
from tests.documentos import arquivos

from .cenario import Cenario, cenario


@pytest.fixture
def c() -> Iterator[Cenario]:
    with cenario() as montado:
        yield montado


def test_guarda_os_bytes_o_lugar_e_o_nome_simples(c: Cenario) -> None:
    pessoa = c.nomear()
    dados = arquivos.pdf(paginas=2)
    anexado = anexos.anexar(
        c.ctx, dados=dados, nome="pasta/Laudo.pdf", vinculo_id=pessoa.vinculo_id, peca="laudo",
        descricao="  Laudo   nº 7 ", data=date(2026, 2, 20),
    )  # fmt: skip
    (lido,) = anexos.listar(c.ctx, servidor_id=pessoa.servidor_id)
    assert lido == anexado.anexo == anexos.ler(c.ctx, anexo_id=lido.id)
    assert (lido.nome, lido.paginas, lido.tamanho, lido.rotulo) == (
        "Laudo.pdf", 2, len(dados), "Laudo da Junta Médica Oficial",
    )  # fmt: skip
    assert (lido.titulo, lido.servidor_id, lido.data) == ("Laudo nº 7", pessoa.servidor_id, date(2026, 2, 20))
    assert anexos.bytes_de(c.ctx, anexo_id=lido.id) == dados == anexos.como_pdf(c.ctx, anexo_id=lido.id)
    assert c.valor("SELECT detalhe || acao FROM trilha WHERE objeto = 'anexo'") == "anexa"


def test_o_que_nao_serve_nao_deixa_nada(c: Cenario) -> None:
    pessoa = c.nomear()
    for campos, dito in (
        ({"dados": b"PK\3\4", "nome": "a.pdf"}, "não é PDF"),
        ({"dados": arquivos.pdf(), "nome": "a.pdf", "peca": "nenhuma"}, "um lugar “nenhuma”"),
        ({"dados": arquivos.pdf(), "nome": "a.pdf", "servidor_id": 999}, "não está mais no registro"),
    ):  # fmt: skip
        with pytest.raises(ErroDominio, match=dito):
            anexos.anexar(c.ctx, **{"servidor_id": pessoa.servidor_id, **campos})  # type: ignore[arg-type]
    assert c.contar("anexo") == c.contar("arquivo") == 0


def test_o_limite_e_o_da_instalacao(c: Cenario) -> None:
    pessoa = c.nomear()
    assert anexos.limite_mb(c.ctx) == 20
    anexos.gravar_limite(c.ctx, mb=1)
    grande = arquivos.pdf() + b"%" * (1 << 20) + b"\n%%EOF\n"
    with pytest.raises(ErroDominio, match="o limite é 1,0 MB"):
        anexos.anexar(c.ctx, dados=grande, nome="a.pdf", servidor_id=pessoa.servidor_id)
    with pytest.raises(ErroDominio, match="de 1 a 200 MB"):
        anexos.gravar_limite(c.ctx, mb=0)


def test_repetido_na_mesma_pessoa_e_recusado_e_em_outra_e_dito(c: Cenario) -> None:
    um, outro = c.nomear(), c.nomear(1)
    dados = arquivos.imagem("JPEG")
    anexos.anexar(c.ctx, dados=dados, nome="rg.jpg", servidor_id=um.servidor_id, peca="rg")
    with pytest.raises(ErroDominio, match=r"já está anexado a esta pessoa, com o nome “rg\.jpg”"):
        anexos.anexar(c.ctx, dados=dados, nome="outro.jpg", servidor_id=um.servidor_id)
    anexado = anexos.anexar(c.ctx, dados=dados, nome="x.jpg", servidor_id=outro.servidor_id)
    assert anexado.avisos == (
        "O mesmo arquivo está anexado a Candidato 1, com o nome “rg.jpg”: confira se é desta pessoa.",
    )
    assert c.contar("arquivo") == 1
    assert anexos.como_pdf(c.ctx, anexo_id=anexado.anexo.id).startswith(b"%PDF")


def test_retirar_pede_razao_e_nao_apaga(c: Cenario) -> None:
    pessoa = c.nomear()
    anexo = anexos.anexar(c.ctx, dados=arquivos.pdf(), nome="a.pdf", servidor_id=pessoa.servidor_id).anexo
    with pytest.raises(ErroDominio, match="Diga por que"):
        anexos.retirar(c.ctx, anexo_id=anexo.id, razao=" ")
    anexos.retirar(c.ctx, anexo_id=anexo.id, razao="Era de outra pessoa")
    assert anexos.listar(c.ctx, servidor_id=pessoa.servidor_id) == ()
    (retirado,) = anexos.listar(c.ctx, servidor_id=pessoa.servidor_id, retirados=True)
    assert retirado.retirado == "Era de outra pessoa"
    assert anexos.bytes_de(c.ctx, anexo_id=anexo.id)
    for fazer in (
        lambda: anexos.retirar(c.ctx, anexo_id=anexo.id, razao="x"),
        lambda: anexos.mudar(c.ctx, anexo_id=anexo.id, peca="rg"),
    ):
        with pytest.raises(ErroDominio, match="já foi retirado"):
            fazer()


def test_os_do_cadastro_unificado_aparecem_no_que_ficou(c: Cenario) -> None:
    um, outro = c.nomear(), c.nomear(1)
    anexos.anexar(c.ctx, dados=arquivos.pdf(), nome="a.pdf", servidor_id=outro.servidor_id)
    assert anexos.listar(c.ctx, servidor_id=um.servidor_id) == ()
    with c.ctx.banco.escrita() as conexao:
        conexao.exec_driver_sql(f"UPDATE servidor SET unificado_em = {um.servidor_id} WHERE id = {outro.servidor_id}")
    assert [a.nome for a in anexos.listar(c.ctx, servidor_id=um.servidor_id)] == ["a.pdf"]


def test_muda_de_lugar(c: Cenario) -> None:
    pessoa = c.nomear()
    anexo = anexos.anexar(c.ctx, dados=arquivos.pdf(), nome="a.pdf", servidor_id=pessoa.servidor_id).anexo
    assert (anexo.peca, anexo.titulo) == ("outros", "a")
    mudado = anexos.mudar(c.ctx, anexo_id=anexo.id, peca="diploma", descricao="Diploma de Direito")
    assert (mudado.rotulo, mudado.titulo) == ("Diploma registrado", "Diploma de Direito")
    with pytest.raises(ErroDominio, match="um lugar"):
        anexos.mudar(c.ctx, anexo_id=anexo.id, peca="x")


def test_do_disco_le_so_o_que_se_guarda_e_o_nome_diz_o_lugar(c: Cenario, tmp_path: Path) -> None:
    pessoa = c.nomear()
    arquivo = tmp_path / "Título de Eleitor - frente.pdf"
    arquivo.write_bytes(arquivos.pdf())
    anexado = anexos.anexar_arquivo(c.ctx, caminho=arquivo, servidor_id=pessoa.servidor_id)
    assert (anexado.anexo.peca, anexado.anexo.nome) == ("titulo_eleitor", arquivo.name)
    for caminho, dito in ((tmp_path, "é uma pasta"), (tmp_path / "falta.pdf", "não existe mais")):
        with pytest.raises(ErroDominio, match=dito):
            anexos.anexar_arquivo(c.ctx, caminho=caminho, servidor_id=pessoa.servidor_id)
    assert anexos.lugar_pelo_nome("laudo 12.pdf") == "laudo"
    assert anexos.lugar_pelo_nome("IMG_2041.JPG") == "outros"


def test_os_lugares_sao_os_da_conferencia_e_os_do_processo() -> None:
    todos = list(lugares())
    assert todos[0] == "rg"
    assert {"nomeacao", "doe", "laudo", "aviso", "recibo", "outros"} <= set(todos)
