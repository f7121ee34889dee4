"""The trail as it is read: filters, pages, names, permission."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bahiaservidor.registro.auditoria import trilhar
from bahiaservidor.servicos import acessos, pessoas, trilha
from bahiaservidor.servicos.permissoes import PERMISSOES_DO_PAPEL, ErroDePermissao, Papel, Permissao, Sessao
from bahiaservidor.servicos.tipos.trilha import FiltroTrilha, LinhaTrilha

from .cenario import Cenario


@pytest.fixture
def cenario() -> Cenario:
    cenario = Cenario()
    cenario.ctx.acessos = acessos.Acessos()
    return cenario


def _linhas(cenario: Cenario, **filtro: object) -> tuple[LinhaTrilha, ...]:
    ids = trilha.ids(cenario.ctx, filtro=FiltroTrilha(**filtro))  # type: ignore[arg-type]
    return trilha.linhas(cenario.ctx, ids=ids)


def test_quem_viu_uma_pessoa_e_o_que_se_fez_com_os_papeis_dela(cenario: Cenario) -> None:
    ana, bia = cenario.nomear(0), cenario.nomear(1)
    for quem in (ana, bia, ana):
        pessoas.ficha(cenario.ctx, servidor_id=quem.servidor_id, hoje=cenario.hoje)
    with cenario.ctx.banco.escrita() as conexao:
        trilhar(conexao, instante=cenario.relogio.agora(), usuario="outra", acao="altera", objeto="vinculo",
                objeto_id=ana.vinculo_id, detalhe="responsavel")  # fmt: skip
    mexeu, viu = _linhas(cenario, servidor_id=ana.servidor_id)[::-1]
    assert (mexeu.acao, mexeu.objeto, mexeu.pessoa) == ("alterou", "vínculo", "Candidato 1")
    assert (viu.usuario, viu.acao, viu.alvo) == ("teste", "consultou", f"pessoa nº {ana.servidor_id}")
    assert (viu.detalhe, viu.vezes, viu.pessoa) == ("ficha: Histórico", 2, "Candidato 1")
    assert [x.pessoa for x in _linhas(cenario, servidor_id=bia.servidor_id)] == ["Candidato 2"]


def test_o_periodo_e_de_dias_da_bahia(cenario: Cenario) -> None:
    for hora in (2, 3):
        with cenario.ctx.banco.escrita() as conexao:
            trilhar(conexao, instante=datetime(2026, 3, 2, hora, 59, tzinfo=UTC), usuario=f"das {hora}", acao="x",
                    objeto="y")  # fmt: skip
    assert [x.usuario for x in _linhas(cenario, de=date(2026, 3, 2), ate=date(2026, 3, 2))] == ["das 3"]
    assert [x.usuario for x in _linhas(cenario, ate=date(2026, 3, 1))] == ["das 2"]
    assert [x.usuario for x in _linhas(cenario, acoes=("x",), usuario="das 2", objeto="y")] == ["das 2"]
    assert trilha.escolhas(cenario.ctx).usuarios == ("das 2", "das 3", "teste")


def test_sem_permissao_nada_se_le_e_a_recusa_e_avisada(cenario: Cenario) -> None:
    negadas: list[Permissao] = []
    cenario.ctx.ao_negar = negadas.append
    cenario.ctx.entrar(
        Sessao(usuario="joana", usuario_id=1, papel=Papel.OPERADOR, permissoes=PERMISSOES_DO_PAPEL[Papel.OPERADOR])
    )
    with pytest.raises(ErroDePermissao, match="ver a trilha"):
        trilha.ids(cenario.ctx, filtro=FiltroTrilha())
    with pytest.raises(ErroDePermissao):
        trilha.linhas(cenario.ctx, ids=[1])
    assert negadas == [Permissao.VER_TRILHA] * 2


def test_uma_sessao_sem_saude_nem_cpf_nao_os_diz_vistos(cenario: Cenario) -> None:
    ana = cenario.nomear(0)
    cenario.ctx.entrar(Sessao(usuario="joana", usuario_id=1, permissoes=frozenset({Permissao.CONSULTAR})))
    pessoas.ficha(cenario.ctx, servidor_id=ana.servidor_id, hoje=cenario.hoje)
    cenario.ctx.entrar(Sessao(usuario="maria", usuario_id=2))
    vistas = [(x.usuario, x.detalhe) for x in _linhas(cenario) if x.acao == "consultou"]
    assert ("joana", "ficha: Histórico") in vistas
