"""Whatever acts are tried in whatever order, what is stored is what the book says, and no invariant breaks."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bahiaservidor.registro.vidas import ler_vida
from bahiaservidor.servicos import verificacao
from bahiaservidor.servicos.provimento import Recusa

from .cenario import Cenario, cenario

INICIO = date(2025, 6, 2)
DIAS = st.integers(0, 1600).map(lambda n: (INICIO + timedelta(days=n)).isoformat())
MOTIVOS = st.sampled_from(["ferias", "licenca_saude", "doenca_familia", "interesse_particular", "suspensao"])


def _ato(tipo: str, **campos: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[str, dict[str, Any]]]:
    return st.tuples(st.just(tipo), st.fixed_dictionaries(campos))


ATOS = st.one_of(
    _ato("posse", data=DIAS),
    _ato("exercicio", data=DIAS),
    _ato("prorrogacao_posse", requerimento=DIAS, deferida=st.sampled_from([True, False, None])),
    _ato("afastamento", inicio=DIAS, fim=st.one_of(st.none(), DIAS), motivo=MOTIVOS),
    _ato("retorno", data=DIAS),
    _ato("avaliacao_estagio", numero=st.integers(0, 7), data=DIAS),
    _ato("submissao_avaliacao", data=DIAS),
    _ato("homologacao_estagio", data=DIAS, resultado=st.sampled_from(["aprovado", "reprovado"])),
    _ato("tornar_sem_efeito", publicacao=DIAS),
    _ato("exoneracao_de_oficio", publicacao=DIAS),
    _ato("exoneracao_a_pedido", publicacao=DIAS),
    _ato("falecimento", data=DIAS),
    _ato("nomeacao", publicacao=DIAS, carater=st.just("temporario")),
)


def _tentar(c: Cenario, servidor: int, tipo: str, campos: dict[str, Any]) -> None:
    with suppress(Recusa):
        c.registrar(tipo, servidor=servidor, **campos)


@settings(max_examples=40, deadline=None)
@given(st.lists(ATOS, min_size=3, max_size=14))
def test_refazer_do_livro_da_o_que_esta_gravado(atos: list[tuple[str, dict[str, Any]]]) -> None:
    with cenario() as c:
        servidor = c.nomear(publicacao="2025-07-01").servidor_id
        # A posse and an exercício make room for the rest of a career.
        _tentar(c, servidor, "posse", {"data": "2025-07-10"})
        _tentar(c, servidor, "exercicio", {"data": "2025-07-11"})
        for tipo, campos in atos:
            _tentar(c, servidor, tipo, campos)
        resultado = verificacao.verificar(c.ctx)
        assert resultado.integra, resultado.divergencias
        with c.ctx.banco.leitura() as conexao:
            vida = ler_vida(conexao, servidor).vida
        for vinculo in vida.vinculos:
            marcos = [f.data for f in (vinculo.nomeacao, vinculo.posse, vinculo.exercicio) if f is not None]
            assert marcos == sorted(marcos)
            fim = vinculo.encerrado_em
            if fim is not None:
                assert all(a.fim is not None and a.fim < fim.data for a in vinculo.afastamentos)


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 3), st.lists(st.tuples(st.integers(0, 4), st.integers(0, 400)), min_size=2, max_size=10))
def test_nunca_ha_mais_ocupantes_do_que_postos(postos: int, passos: list[tuple[int, int]]) -> None:
    with cenario(postos=postos) as c:
        abertos: list[int] = []
        for indice, dias in passos:
            dia = (date(2025, 7, 1) + timedelta(days=dias)).isoformat()
            if indice == 0 and abertos:
                _tentar(c, abertos.pop(0), "falecimento", {"data": dia})
                continue
            quantos = c.contar("vinculo")
            if quantos < len(c.candidatos):
                with suppress(Recusa):
                    abertos.append(c.nomear(quantos, publicacao=dia).servidor_id)
        with c.ctx.banco.leitura() as conexao:
            linhas = conexao.exec_driver_sql("SELECT ocupa_desde, coalesce(fim, sem_efeito) FROM vinculo").all()
        eventos = sorted([(d, 1) for d, _ in linhas] + [(f, -1) for _, f in linhas if f is not None])
        ocupados = 0
        for _, passo in eventos:
            ocupados += passo
            assert ocupados <= postos
