"""Whatever is corrected, moved or undone, what is stored is what the book says; all undone, nothing is left."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bahiaservidor.estatuto.atos.base import Ressalva
from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.tipos import AlcanceRepublicacao, TipoRessalva
from bahiaservidor.estatuto.tipos_emendas import DestinoAto, FormaEmenda
from bahiaservidor.registro.vidas import ler_vida
from bahiaservidor.servicos import emendas, historia, pessoas, provimento, unificacao
from bahiaservidor.servicos.provimento import Recusa
from bahiaservidor.servicos.tipos.emendas import PedidoEmenda
from tests.servicos.cenario import Cenario, cenario, integra
from tests.servicos.test_propriedades import ATOS, DIAS, _ato

INICIO = date(2025, 6, 2)
HOJE = date(2030, 3, 4)
RESSALVA = Ressalva(tipo=TipoRessalva.DECISAO_JUDICIAL, numero="1/2025", data=date(2025, 6, 1))

#: Each example is a registry: making a failing one smaller would cost minutes.
SEM_ENCOLHER = (Phase.explicit, Phase.reuse, Phase.generate)

#: What comes after the posse, and acts with an effect that lasts.
DEPOIS = st.one_of(
    st.tuples(st.just("aposentadoria"), st.fixed_dictionaries({"publicacao": DIAS, "tipo": st.just("invalidez")})),
    _ato("reversao", publicacao=DIAS, laudo=st.just("2025-08-01")),
    _ato("demissao", publicacao=DIAS),
    _ato("reintegracao", publicacao=DIAS, decisao=DIAS),
    _ato("disponibilidade", publicacao=DIAS),
    _ato("aproveitamento", publicacao=DIAS, cargo=st.just(1)),
    _ato("relotacao", publicacao=DIAS, unidade=st.just(1)),
    _ato("mandato_sindical", inicio=DIAS, fim=DIAS),
    _ato("readaptacao", publicacao=DIAS, atribuicoes=st.just("Atendimento"), laudo_numero=st.just("1")),
    _ato("designacao", publicacao=DIAS, funcao=st.just("Chefia")),
    _ato("promocao", publicacao=DIAS, criterio=st.sampled_from(["merecimento", "antiguidade"])),
    _ato("republicacao", publicacao=DIAS, alcance=st.just("substancial"), fundamento=st.just("x")),
)
MISTURA = st.one_of(ATOS, DEPOIS)

EMENDAS = st.tuples(
    st.sampled_from(list(FormaEmenda)),
    st.integers(0, 30),
    st.integers(0, 1600),
    st.sampled_from(list(AlcanceRepublicacao)),
    st.sampled_from(list(DestinoAto)),
    st.booleans(),
)


def _atos(c: Cenario, servidor: int) -> list[int]:
    with c.ctx.banco.leitura() as conexao:
        return [a.id for a in ler_vida(conexao, servidor).atos]


def _emendar(
    c: Cenario,
    ids: list[int],
    passo: tuple[FormaEmenda, int, int, AlcanceRepublicacao, DestinoAto, bool],
) -> None:
    forma, qual, quantos_dias, alcance, destino, com_ressalva = passo
    id_ = ids[qual % len(ids)]
    dia = INICIO + timedelta(days=quantos_dias)
    alvo = emendas.conteudo_atual(c.ctx, ato_id=id_)
    conteudo = None
    if forma in (FormaEmenda.CORRECAO, FormaEmenda.RETIFICACAO):
        data = next((n for n in ("data", "inicio", "publicacao", "requerimento") if n in alvo.conteudo), None)
        conteudo = {**alvo.conteudo, **({data: dia.isoformat()} if data is not None else {})}
    pedido = PedidoEmenda(
        forma=forma, ato_id=id_, motivo="Motivo.", publicacao=dia if forma.publicada else None,
        conteudo=conteudo, alcance=alcance, ressalva=RESSALVA if com_ressalva else None,
    )  # fmt: skip
    analise = emendas.analisar_emenda(c.ctx, pedido=pedido, hoje=HOJE)
    destinos = {
        x.ato_id: destino if destino in x.destinos else x.destinos[0] for x in analise.dependentes if x.destinos
    }
    pedido = replace(pedido, destinos=destinos)
    analise = emendas.analisar_emenda(c.ctx, pedido=pedido, hoje=HOJE)
    antes = c.contar("ato")
    try:
        emendas.registrar_emenda(c.ctx, pedido=pedido, hoje=HOJE)
    except Recusa:
        assert not analise.aceita
        assert c.contar("ato") == antes
    else:
        assert analise.aceita


def _tentar(c: Cenario, servidor: int, tipo: str, campos: dict[str, Any]) -> None:
    # With a ressalva, so that what the law alone refuses is recorded too.
    outros = {nome: valor for nome, valor in campos.items() if nome != "tipo"}
    pedido = c.pedido(tipo, servidor=servidor, ressalva=RESSALVA, **outros)
    with suppress(Recusa):
        pedido = replace(pedido, conteudo={**pedido.conteudo, **campos})
        provimento.registrar(c.ctx, pedido=pedido, hoje=HOJE, futuro=True)


@settings(max_examples=30, deadline=None, phases=SEM_ENCOLHER)
@given(st.lists(MISTURA, max_size=9), st.lists(EMENDAS, min_size=1, max_size=6))
def test_o_gravado_e_o_do_livro_depois_de_quaisquer_correcoes_e_desfeito_tudo_nada_resta(
    atos: list[tuple[str, dict[str, Any]]],
    passos: list[tuple[FormaEmenda, int, int, AlcanceRepublicacao, DestinoAto, bool]],
) -> None:
    with cenario(hoje=HOJE) as c:
        servidor = c.nomear(publicacao="2025-07-01").servidor_id
        _tentar(c, servidor, "posse", {"data": "2025-07-10"})
        _tentar(c, servidor, "exercicio", {"data": "2025-07-11"})
        for tipo, campos in atos:
            _tentar(c, servidor, tipo, campos)
        for passo in passos:
            _emendar(c, _atos(c, servidor), passo)
        integra(c)
        ficha = pessoas.ficha(c.ctx, servidor_id=servidor, hoje=HOJE)
        em = historia.ficha_em(c.ctx, servidor_id=servidor, em=HOJE)
        assert [(v.id, v.situacao) for v in em.vinculos] == [(v.id, v.situacao) for v in ficha.vinculos]
        assert {(p.vinculo_id, p.tipo, p.numero, p.vence, p.estado) for p in em.prazos} == {
            (p.vinculo_id, p.tipo, p.numero or None, p.vence, p.estado) for p in ficha.prazos
        }
        assert {m.ato_id for m in ficha.marcas} == {a.ato_id for a in em.atos}
        for id_ in reversed(_atos(c, servidor)):
            with suppress(Recusa):
                emendas.desfazer(c.ctx, ato_id=id_, motivo="Tudo.", incluir_dependentes=True, hoje=HOJE)
        vazia = historia.ficha_em(c.ctx, servidor_id=servidor, em=date(2099, 1, 1))
        assert vazia.vinculos == ()
        assert c.contar("vinculo") == c.contar("prazo") == c.contar("afastamento") == 0
        integra(c)


@settings(max_examples=20, deadline=None, phases=SEM_ENCOLHER)
@given(
    st.lists(MISTURA, max_size=9),
    st.lists(EMENDAS, max_size=3),
    st.lists(st.tuples(st.booleans(), st.integers(0, 9)), min_size=1, max_size=3),
)
def test_o_gravado_e_o_do_livro_depois_de_mover_e_unificar(
    atos: list[tuple[str, dict[str, Any]]],
    passos: list[tuple[FormaEmenda, int, int, AlcanceRepublicacao, DestinoAto, bool]],
    mudancas: list[tuple[bool, int]],
) -> None:
    with cenario(hoje=HOJE) as c:
        um = c.nomear(publicacao="2025-07-01")
        outro = c.nomear(1, publicacao="2025-07-01")
        _tentar(c, um.servidor_id, "posse", {"data": "2025-07-10"})
        _tentar(c, um.servidor_id, "exercicio", {"data": "2025-07-11"})
        for tipo, campos in atos:
            _tentar(c, um.servidor_id, tipo, campos)
        for passo in passos:
            _emendar(c, _atos(c, um.servidor_id), passo)
        pessoas_ = (um.servidor_id, outro.servidor_id)
        for inteiro, qual in mudancas:
            with suppress(ErroDominio):
                if inteiro:
                    vinculos = [v.id for v in pessoas.ficha(c.ctx, servidor_id=pessoas_[0], hoje=HOJE).vinculos]
                    alvo = vinculos[qual % len(vinculos)] if vinculos else 0
                    unificacao.previa_mover_vinculo(c.ctx, vinculo_id=alvo, para=pessoas_[1], hoje=HOJE)
                    unificacao.mover_vinculo(c.ctx, vinculo_id=alvo, para=pessoas_[1], motivo="Outra.", hoje=HOJE)
                else:
                    ids = _atos(c, pessoas_[0])
                    movidos = (ids[qual % len(ids)],)
                    unificacao.previa_mover_atos(c.ctx, atos=movidos, para_vinculo=outro.vinculo_id, hoje=HOJE)
                    unificacao.mover_atos(
                        c.ctx, atos=movidos, para_vinculo=outro.vinculo_id, motivo="Outra.", hoje=HOJE
                    )
            integra(c)
        antes = sorted(v.id for p in pessoas_ for v in pessoas.ficha(c.ctx, servidor_id=p, hoje=HOJE).vinculos)
        unificacao.previa_fundir(c.ctx, manter=pessoas_[1], duplicado=pessoas_[0], hoje=HOJE)
        unificacao.fundir(c.ctx, manter=pessoas_[1], duplicado=pessoas_[0], motivo="Repetida.", hoje=HOJE)
        depois = sorted(v.id for v in pessoas.ficha(c.ctx, servidor_id=pessoas_[1], hoje=HOJE).vinculos)
        assert depois == antes
        integra(c)
