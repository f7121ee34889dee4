"""Minutas: prepared, numbered, signed, confirmed or cancelled; the ceremony of posse."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.servicos import minutas, papeis, papeis_lote, verificacao
from bahiaservidor.servicos.provimento import Recusa
from bahiaservidor.servicos.tipos import DadosPessoa, Instrumento, PedidoAto
from bahiaservidor.servicos.tipos.lote import PedidoDoLote

from .cenario import HOJE, Cenario, cenario


@pytest.fixture
def c() -> Iterator[Cenario]:
    with cenario() as montado:
        yield montado


def test_a_minuta_fica_fora_do_livro_ate_ser_confirmada(c: Cenario) -> None:
    nomeado = c.nomear()
    atos = c.contar("ato")
    pedido = c.pedido("posse", servidor=nomeado.servidor_id, vinculo_id=nomeado.vinculo_id)
    minuta = minutas.preparar(c.ctx, pedido=pedido, hoje=HOJE)
    assert (minuta.estado, minuta.numero, minuta.nome) == ("preparada", "", "Candidato 1")
    emitida = minutas.emitir(c.ctx, minuta_id=minuta.id)
    assert (emitida.estado, emitida.numero) == ("emitida", "1/2026")
    assert minutas.marcar(c.ctx, minuta_id=minuta.id, estado="assinada").estado == "assinada"
    assert c.contar("ato") == atos
    registrado = minutas.confirmar(c.ctx, minuta_id=minuta.id, conteudo={"data": date(2026, 2, 10)}, hoje=HOJE)
    final = minutas.obter(c.ctx, minuta_id=minuta.id)
    assert (final.estado, final.ato_id) == ("confirmada", registrado.ato_id)
    assert final.conteudo["data"] == "2026-02-10"
    with pytest.raises(ErroDominio, match="já foi confirmada"):
        minutas.anular(c.ctx, minuta_id=minuta.id, motivo="engano")


def test_recusa_na_confirmacao_deixa_a_minuta_como_estava(c: Cenario) -> None:
    nomeado = c.nomear()
    pedido = c.pedido("posse", servidor=nomeado.servidor_id, data="2026-02-10", inspecao="ausente")
    minuta = minutas.preparar(c.ctx, pedido=pedido, hoje=HOJE)
    with pytest.raises(Recusa):
        minutas.confirmar(c.ctx, minuta_id=minuta.id, conteudo=None, hoje=HOJE)
    assert minutas.obter(c.ctx, minuta_id=minuta.id) == minuta


def test_o_pedido_volta_como_foi_preenchido(c: Cenario) -> None:
    pessoa = DadosPessoa(nome="Otávio Sá", nascimento=date(1985, 5, 1), nomes_anteriores=("Otávio Lima",))
    papel = Instrumento(numero="12", doe_data=date(2026, 2, 3))
    pedido = c.pedido("nomeacao", publicacao="2026-02-03", candidato=c.candidatos[0], pessoa=pessoa, instrumento=papel)
    minuta = minutas.preparar(c.ctx, pedido=pedido, hoje=HOJE)
    assert minuta.nome == "Otávio Sá"
    assert minutas.pedido_da_minuta(c.ctx, minuta_id=minuta.id) == pedido
    registrado = minutas.confirmar(c.ctx, minuta_id=minuta.id, conteudo=None, hoje=HOJE)
    assert minutas.obter(c.ctx, minuta_id=minuta.id).servidor_id == registrado.servidor_id


def test_o_numero_do_cancelado_nao_volta(c: Cenario) -> None:
    nomeado = c.nomear()
    pedido = c.pedido("posse", servidor=nomeado.servidor_id, vinculo_id=nomeado.vinculo_id)
    primeira = minutas.emitir(c.ctx, minuta_id=minutas.preparar(c.ctx, pedido=pedido, hoje=HOJE).id)
    with pytest.raises(ErroDominio, match="motivo"):
        minutas.anular(c.ctx, minuta_id=primeira.id, motivo=" ")
    cancelada = minutas.anular(c.ctx, minuta_id=primeira.id, motivo="erro no nome")
    assert (cancelada.estado, cancelada.numero) == ("sem_efeito", "1/2026")
    segunda = minutas.emitir(c.ctx, minuta_id=minutas.preparar(c.ctx, pedido=pedido, hoje=HOJE).id)
    assert segunda.numero == "2/2026"
    assert [m.id for m in minutas.listar(c.ctx, estados=minutas.ABERTAS)] == [segunda.id]


def test_atualizar_troca_o_conteudo_e_nao_a_especie(c: Cenario) -> None:
    nomeado = c.nomear()
    minuta = minutas.preparar(c.ctx, pedido=c.pedido("posse", servidor=nomeado.servidor_id), hoje=HOJE)
    novo = c.pedido("posse", servidor=nomeado.servidor_id, local="Salvador")
    assert minutas.atualizar(c.ctx, minuta_id=minuta.id, pedido=novo, hoje=HOJE).conteudo == {"local": "Salvador"}
    with pytest.raises(ErroDominio, match="espécie"):
        minutas.atualizar(c.ctx, minuta_id=minuta.id, pedido=c.pedido("exercicio", servidor=1), hoje=HOJE)


def test_cerimonia_confirma_quem_veio_e_cancela_quem_nao_veio(c: Cenario) -> None:
    nomeados = [c.nomear(n) for n in range(3)]
    assert [linha.id for linha in minutas.candidatos_a_posse(c.ctx, hoje=HOJE)] == [n.vinculo_id for n in nomeados]
    prontas = minutas.preparar_cerimonia(
        c.ctx, vinculos=[n.vinculo_id for n in nomeados], conteudo={"local": "Auditório"}, hoje=HOJE
    )
    assert [m.numero for m in prontas] == ["1/2026", "2/2026", "3/2026"]
    de_novo = minutas.preparar_cerimonia(
        c.ctx, vinculos=[nomeados[0].vinculo_id], conteudo={"local": "Sala 2"}, hoje=HOJE
    )
    assert de_novo[0].id == prontas[0].id
    presencas = [(prontas[0].id, True), (prontas[1].id, False), (prontas[2].id, True)]
    registrados = minutas.confirmar_cerimonia(c.ctx, presencas=presencas, data=date(2026, 3, 2), hoje=HOJE)
    assert [r.vinculo_id for r in registrados] == [nomeados[0].vinculo_id, nomeados[2].vinculo_id]
    ausente = minutas.obter(c.ctx, minuta_id=prontas[1].id)
    assert (ausente.estado, ausente.motivo) == ("sem_efeito", "não compareceu")
    assert verificacao.verificar(c.ctx).integra


def test_uma_recusa_na_cerimonia_nomeia_a_pessoa_e_nada_fica(c: Cenario) -> None:
    nomeados = [c.nomear(n) for n in range(2)]
    prontas = minutas.preparar_cerimonia(c.ctx, vinculos=[n.vinculo_id for n in nomeados], conteudo={}, hoje=HOJE)
    c.registrar("posse", servidor=nomeados[1].servidor_id, data="2026-02-10")
    atos = c.contar("ato")
    with pytest.raises(ErroDominio, match="Candidato 2"):
        minutas.confirmar_cerimonia(c.ctx, presencas=[(m.id, True) for m in prontas], data=date(2026, 3, 2), hoje=HOJE)
    assert c.contar("ato") == atos
    assert minutas.obter(c.ctx, minuta_id=prontas[0].id).estado == "emitida"


def test_nenhum_numero_de_termo_de_posse_se_repete(c: Cenario) -> None:
    """Termos issued with a minuta and without one take turns, alone and in a batch: each has its own number."""
    vinculos = []
    for indice in range(5):
        nomeado = c.nomear(indice)
        assert nomeado.vinculo_id is not None
        vinculos.append(nomeado.vinculo_id)
        if indice in (0, 2):
            c.registrar("posse", servidor=nomeado.servidor_id, data="2026-02-20")

    def preparar(indice: int) -> int:
        pedido = PedidoAto(tipo="posse", conteudo={"data": "2026-03-02"}, vinculo_id=vinculos[indice])
        return minutas.preparar(c.ctx, pedido=pedido, hoje=HOJE).id

    def emitir(indice: int) -> str:
        papel = papeis.termo_posse(c.ctx, vinculo_id=vinculos[indice], hoje=HOJE)
        return papeis.emitir(c.ctx, papel=papel).numero

    assert emitir(0) == "1/2026"
    assert minutas.emitir(c.ctx, minuta_id=preparar(1)).numero == "2/2026"
    assert emitir(2) == "3/2026"
    outra = preparar(3)
    papeis_lote.emitir_lote(c.ctx, pedido=PedidoDoLote(especie="termo_posse", ids=[vinculos[3]]), hoje=HOJE)
    assert minutas.obter(c.ctx, minuta_id=outra).numero == "4/2026"
    assert minutas.emitir(c.ctx, minuta_id=preparar(4)).numero == "5/2026"
