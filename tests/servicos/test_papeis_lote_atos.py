"""Drafts of acts in batches: all the nomeações of a list in one instrument, the others one by one, with the DOCX."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.servicos import minutas, papeis, papeis_atos, papeis_lote
from bahiaservidor.servicos.papeis_emissao import gemeos_de, memoria_de
from bahiaservidor.servicos.papeis_lote import LoteRecusado, emitir_lote
from bahiaservidor.servicos.tipos import DadosPessoa
from bahiaservidor.servicos.tipos.lote import Alvo, PedidoDoLote
from tests.documentos.amostras import NOME_LONGO, ler
from tests.documentos.apoio import fora_das_margens, sem_memoria

from .cenario import HOJE, Cenario, cenario

NOMEACAO = "minuta_varios_nomeacao"


@pytest.fixture
def c() -> Iterator[Cenario]:
    with cenario() as montado:
        yield montado


def preparar(c: Cenario, indice: int, nome: str = "") -> int:
    """Prepare the nomeação of a candidate."""
    pessoa = DadosPessoa(nome=nome or f"Candidato {indice + 1}", nascimento=date(1990, 1, 1))
    pedido = c.pedido("nomeacao", publicacao="2026-03-10", candidato=c.candidatos[indice], pessoa=pessoa)
    return minutas.preparar(c.ctx, pedido=pedido, hoje=HOJE).id


def prorrogar(c: Cenario, indice: int) -> int:
    """Name a candidate and prepare the prorrogação of the posse; by the person, without saying which vínculo."""
    nomeado = c.nomear(indice)
    pedido = c.pedido("prorrogacao_posse", servidor=nomeado.servidor_id, requerimento="2026-02-20", deferida=True)
    return minutas.preparar(c.ctx, pedido=pedido, hoje=HOJE).id


def test_as_nomeacoes_de_uma_lista_saem_num_so_ato(c: Cenario) -> None:
    ids = [preparar(c, 2), preparar(c, 0, NOME_LONGO), preparar(c, 1)]
    minutas.emitir(c.ctx, minuta_id=ids[1])
    velha, nova = preparar(c, 3), preparar(c, 3)
    quem = papeis_lote.destinatarios(c.ctx, especie=NOMEACAO, alvo=Alvo(lista_id=c.lista), hoje=HOJE)
    assert [(d.id, d.classificacao) for d in quem if not d.impedimento] == [
        (ids[1], 1), (ids[2], 2), (ids[0], 3), (nova, 4),
    ]  # fmt: skip
    assert [(d.id, d.impedimento[:14]) for d in quem if d.impedimento] == [
        (velha, "Tem minuta de "),
        (0, "Não tem minuta"),
    ]

    pedido = PedidoDoLote(especie=NOMEACAO, ids=[ids[1], ids[2], ids[0]])
    lote = emitir_lote(c.ctx, pedido=pedido, hoje=HOJE)
    (documento,), ((nome, pdf),) = lote.documentos, lote.arquivos
    assert lote.junto == pdf  # one paper is all of them: it is kept once
    assert c.contar("documento_emitido") == 2
    texto = " ".join(" ".join(ler(pdf)).split())
    assert "nº 1 a 3/2026" in texto
    assert texto.index(NOME_LONGO.split()[0]) < texto.index("Candidato 2") < texto.index("Candidato 3")
    assert [minutas.obter(c.ctx, minuta_id=i).numero for i in pedido.ids] == ["1/2026", "2/2026", "3/2026"]
    assert sem_memoria(pdf, memoria_de(c.ctx, documento_id=documento.id)) == set()
    assert fora_das_margens(pdf) == []
    (gemeo,) = gemeos_de(c.ctx, documento_id=documento.id)
    docx = papeis.bytes_de(c.ctx, documento_id=gemeo.id)
    assert lote.gemeos == ((nome.replace(".pdf", ".docx"), docx),)
    assert "as 3 pessoas" in " ".join(p.text for p in Document(BytesIO(docx)).paragraphs)
    # The same, asked for again, is what was issued.
    de_novo = emitir_lote(c.ctx, pedido=pedido, hoje=HOJE)
    assert (de_novo.repetidos, de_novo.documentos[0].id) == (1, documento.id)


def test_as_minutas_de_atos_saem_uma_por_pessoa_numeradas(c: Cenario, tmp_path: Path) -> None:
    ids = [prorrogar(c, 0), prorrogar(c, 1), preparar(c, 2)]
    quem = papeis_lote.destinatarios(c.ctx, especie="minutas_atos", alvo=Alvo(lista_id=c.lista), hoje=HOJE)
    assert [(d.id, d.impedimento) for d in quem] == [(i, "") for i in ids]
    lote = emitir_lote(c.ctx, pedido=PedidoDoLote(especie="minutas_atos", ids=ids), hoje=HOJE)
    assert [minutas.obter(c.ctx, minuta_id=i).numero for i in ids] == ["1/2026", "2/2026", "1/2026"]
    assert [d.titulo.rpartition(" – ")[0] for d in lote.documentos] == [
        "Minuta de prorrogação do prazo da posse nº 1/2026",
        "Minuta de prorrogação do prazo da posse nº 2/2026",
        "Minuta de nomeação nº 1/2026",
    ]
    assert lote.junto is not None
    assert [len(gemeos_de(c.ctx, documento_id=d.id)) for d in lote.documentos] == [1, 1, 1]
    sozinha = papeis.emitir(c.ctx, papel=papeis_atos.minuta_do_ato(c.ctx, minuta_id=ids[1], hoje=HOJE))
    assert sozinha.id == lote.documentos[1].id
    gravados = papeis_lote.gravar_na_pasta((*lote.arquivos, *lote.gemeos), tmp_path)
    assert sorted(caminho.suffix for caminho in gravados) == [".docx"] * 3 + [".pdf"] * 3


def test_o_que_nao_pode_sair_e_dito_e_nada_fica(c: Cenario) -> None:
    boa, anulada = preparar(c, 0), preparar(c, 1)
    minutas.anular(c.ctx, minuta_id=anulada, motivo="desistência")
    with pytest.raises(LoteRecusado, match=r"Candidato 2: .*ficou sem efeito"):
        emitir_lote(c.ctx, pedido=PedidoDoLote(especie="minutas_atos", ids=[boa, anulada]), hoje=HOJE)
    with pytest.raises(ErroDominio, match="ficou sem efeito"):
        emitir_lote(c.ctx, pedido=PedidoDoLote(especie=NOMEACAO, ids=[boa, anulada]), hoje=HOJE)

    def mexer(*_: int) -> None:
        minutas.emitir(c.ctx, minuta_id=boa)

    # Numbered by somebody else while it was drawn: it is not numbered twice.
    with pytest.raises(ErroDominio, match="Outra pessoa mexeu"):
        emitir_lote(c.ctx, pedido=PedidoDoLote(especie="minutas_atos", ids=[boa]), hoje=HOJE, progresso=mexer)
    assert minutas.obter(c.ctx, minuta_id=boa).numero == "1/2026"
    assert c.contar("documento_emitido") == 0


def test_sem_aviso_e_defesa_a_minuta_fica_de_fora(c: Cenario) -> None:
    estagiario = c.estagiario(0)
    pedido = c.pedido("exoneracao_de_oficio", servidor=estagiario.servidor_id, publicacao="2026-03-10",
                      fundamento="reprovacao_estagio")  # fmt: skip
    minuta = minutas.preparar(c.ctx, pedido=pedido, hoje=HOJE)
    (quem,) = papeis_lote.destinatarios(c.ctx, especie="minutas_atos", alvo=Alvo(lista_id=c.lista), hoje=HOJE)
    assert quem.id == minuta.id
    assert "aviso e defesa" in quem.impedimento
    with pytest.raises(LoteRecusado, match="cabem aviso e defesa"):
        emitir_lote(c.ctx, pedido=PedidoDoLote(especie="minutas_atos", ids=[minuta.id]), hoje=HOJE)
    assert minutas.obter(c.ctx, minuta_id=minuta.id).numero == ""
