"""Opening, the first run, and the regimes that every service counts with."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bahiaservidor import caminhos
from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.tipos import ContagemPublicacao, FimDeMes
from bahiaservidor.registro import livro
from bahiaservidor.registro.arquivo import ErroRegistro
from bahiaservidor.registro.banco import ESQUEMA
from bahiaservidor.registro.cadastro import lancar_cadastro
from bahiaservidor.registro.recursos import ARQUIVO_CARGOS, ler_cargos_semente
from bahiaservidor.relogio import RelogioFixo
from bahiaservidor.servicos import abertura
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.primeira_abertura import TEMPORARIOS
from bahiaservidor.servicos.verificacao import verificar
from tests.registro.base import registro

RELOGIO = RelogioFixo(date(2026, 3, 2))
QUARTA = date(2026, 3, 4)


def lancar(ctx: Contexto, tipo: str, *, instante: datetime | None = None, id_: int | None = None, **dados: Any) -> int:
    """Enter a record at an instant."""
    with ctx.banco.escrita() as conexao:
        operacao = livro.abrir_operacao(conexao, instante=instante or ctx.relogio.agora(), usuario="jacira")
        return lancar_cadastro(conexao, operacao, sujeito_tipo=tipo, sujeito_id=id_, conteudo=dados)


def dia(ctx: Contexto, **dados: Any) -> int:
    """Enter a day without expediente."""
    return lancar(ctx, "dia_sem_expediente", **{"data": QUARTA, "descricao": "Luto", "esfera": "estadual", **dados})


# ------------------------------------------------------------------ opening


def test_primeira_abertura_pergunta_e_configura(tmp_path: Path) -> None:
    ctx = abertura.abrir(tmp_path / "r.sqlite3", relogio=RELOGIO, usuario="jacira")
    try:
        assert abertura.precisa_configurar(ctx)
        abertura.configurar(ctx, orgao=" Secretaria  da Administração ", sigla="saeb", municipio="Salvador")
        assert not abertura.precisa_configurar(ctx)
        info = abertura.informacao(ctx)
        assert (info.orgao, info.municipio, info.usuario) == ("Secretaria da Administração", "Salvador", "jacira")
        assert (info.caminho, info.esquema, info.servidores) == (str(tmp_path / "r.sqlite3"), ESQUEMA, 0)
        assert not info.somente_leitura
        assert verificar(ctx).integra
    finally:
        abertura.fechar(ctx)
    assert [p.name for p in tmp_path.iterdir()] == ["r.sqlite3"]


def test_os_cargos_conhecidos_entram_com_o_que_falta_confirmar() -> None:
    sementes = ler_cargos_semente(caminhos.recursos() / ARQUIVO_CARGOS)
    with registro() as ctx, ctx.banco.leitura() as conexao:
        entradas = list(livro.cadastros(conexao, "cargo"))
    assert len(entradas) == len(sementes) + len(TEMPORARIOS)
    primeiro = next(s for s in sementes if s.duvidoso("jornada_semanal_h"))
    conteudo = next(e.conteudo for e in entradas if e.conteudo["nome"] == primeiro.cargo)
    assert "jornada_semanal" in conteudo["a_confirmar"]
    assert conteudo["grupo"] == primeiro.grupo_ocupacional
    simbolos = {e.conteudo["simbolo"] for e in entradas if e.conteudo["natureza"] == "temporario"}
    assert {"DAS-2A", "DAI-4"} <= simbolos
    assert all("simbolo" in e.conteudo["a_confirmar"] for e in entradas if e.conteudo["natureza"] == "temporario")


def test_configurar_sem_orgao_ou_duas_vezes_nao_grava_nada() -> None:
    with registro(configurado=False) as ctx:
        with pytest.raises(ErroDominio, match="Faltam o nome do órgão e o município"):
            abertura.configurar(ctx, orgao=" ", sigla="", municipio="Salvador")
        assert abertura.informacao(ctx).atos == 0
    with registro() as ctx:
        antes = abertura.informacao(ctx).atos
        with pytest.raises(ErroDominio, match="já foi configurado"):
            abertura.configurar(ctx, orgao="Outra", sigla="OU", municipio="Ilhéus")
        assert abertura.informacao(ctx).atos == antes


def test_a_pasta_do_usuario_e_criada_e_as_outras_nao(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    padrao = tmp_path / "dados" / "bahiaservidor" / "registro.sqlite3"
    monkeypatch.setattr(caminhos, "banco_padrao", lambda: padrao)
    ctx = abertura.abrir(padrao, relogio=RELOGIO)
    abertura.fechar(ctx)
    assert padrao.is_file()
    with pytest.raises(ErroRegistro, match="não existe"):
        abertura.abrir(tmp_path / "outra" / "r.db", relogio=RELOGIO)
    assert not (tmp_path / "outra").exists()


# ------------------------------------------------------------------ regimes


def test_o_calendario_e_o_do_municipio_da_unidade() -> None:
    sao_joao = date(2026, 6, 24)
    with registro() as ctx:
        ilheus = lancar(ctx, "unidade", orgao_id=1, nome="Núcleo", municipio="Ilhéus")
        assert not ctx.regimes(1, None).calendario.eh_util(sao_joao)
        assert ctx.regimes(None, None).calendario == ctx.regimes(1, None).calendario
        assert ctx.regimes(ilheus, None).calendario == ctx.tabela_feriados.para("Ilhéus")
        assert ctx.regime_do_municipio(None).calendario == ctx.tabela_feriados.para(None)
        assert ctx.regime_do_municipio("salvador").calendario == ctx.regimes(1, None).calendario


def test_unidade_que_muda_de_municipio_muda_de_calendario() -> None:
    with registro() as ctx:
        assert not ctx.regimes(1, None).calendario.eh_util(date(2026, 6, 24))
        lancar(ctx, "unidade", id_=1, municipio="Município sem feriado na tabela")
        assert ctx.regimes(1, None).calendario.eh_util(date(2026, 6, 24))


@pytest.mark.parametrize(
    ("dados", "fechado_em"),
    [
        ({"esfera": "estadual"}, {"sede", "ilheus", "agencia"}),
        ({"esfera": "municipal", "municipio": "ilheus"}, {"ilheus", "agencia"}),
        ({"esfera": "orgao", "orgao_id": 1}, {"sede", "ilheus"}),
    ],
)
def test_o_dia_sem_expediente_vale_onde_foi_declarado(dados: dict[str, Any], fechado_em: set[str]) -> None:
    with registro() as ctx:
        agencia = lancar(ctx, "orgao", nome="Agência")
        unidades = {
            "sede": 1,
            "ilheus": lancar(ctx, "unidade", orgao_id=1, nome="Núcleo", municipio="Ilhéus"),
            "agencia": lancar(ctx, "unidade", orgao_id=agencia, nome="Agência", municipio="Ilhéus"),
        }
        dia(ctx, **dados)
        calendarios = {nome: ctx.regimes(id_, None).calendario for nome, id_ in unidades.items()}
        assert {nome for nome, c in calendarios.items() if not c.eh_util(QUARTA)} == fechado_em
        assert {c.motivo(QUARTA) for n, c in calendarios.items() if n in fechado_em} == {"dia sem expediente: Luto"}


def test_conta_se_com_o_que_se_conhecia_em_cada_instante() -> None:
    registrado = datetime(2036, 2, 1, 12, tzinfo=UTC)
    revogado = datetime(2036, 2, 20, 12, tzinfo=UTC)
    segundo = timedelta(seconds=1)
    with registro() as ctx:
        id_ = dia(ctx, instante=registrado)
        assert not ctx.regimes(1, None).calendario.eh_util(QUARTA)
        lancar(ctx, "dia_sem_expediente", id_=id_, revogado_em=revogado, revogacao="Decreto", instante=revogado)
        util = {
            instante: ctx.regimes(1, instante).calendario.eh_util(QUARTA)
            for instante in (registrado - segundo, registrado, revogado - segundo, revogado, None)
        }
        assert list(util.values()) == [True, False, False, True, True]


def test_as_leituras_escolhidas_valem_do_instante_em_diante() -> None:
    instante = datetime(2026, 2, 1, 12, tzinfo=UTC)
    with registro() as ctx:
        assert ctx.regimes(1, None).opcoes.contagem_publicacao is ContagemPublicacao.LITERAL
        lancar(ctx, "opcao", chave="contagem_publicacao", valor="art_259", fundamento="Parecer", instante=instante)
        lancar(ctx, "opcao", chave="fim_de_mes", valor="ultimo_dia", fundamento="Parecer", instante=instante)
        agora = ctx.regimes(1, None).opcoes
        assert (agora.contagem_publicacao, agora.fim_de_mes) == (ContagemPublicacao.ART_259, FimDeMes.ULTIMO_DIA)
        antes = ctx.regimes(1, instante - timedelta(seconds=1)).opcoes
        assert (antes.contagem_publicacao, antes.fim_de_mes) == (ContagemPublicacao.LITERAL, FimDeMes.DIA_SEGUINTE)


def test_o_parametro_da_instalacao_fica_no_lugar_do_que_veio() -> None:
    with registro() as ctx:
        assert ctx.regimes(1, None).parametros.inteiro("posse_dias", QUARTA) == 30
        lancar(ctx, "parametro", chave="posse_dias", desde=date(2026, 1, 1), valor="45", citacao="Lei nova, art. 1º")
        parametros = ctx.regimes(1, None).parametros
        assert parametros.inteiro("posse_dias", QUARTA) == 45
        assert parametros.inteiro("posse_dias", date(2025, 12, 31)) == 30


def test_os_regimes_sao_os_mesmos_enquanto_nada_muda() -> None:
    with registro() as ctx:
        assert ctx.regimes is ctx.regimes
        assert ctx.regimes(1, None) is ctx.regimes(1, ctx.relogio.agora())
        antes = ctx.regimes
        lancar(ctx, "cargo", nome="Novo", natureza="permanente")
        assert ctx.regimes is antes
        dia(ctx)
        assert ctx.regimes is not antes


def test_mudanca_desfeita_nao_muda_os_regimes() -> None:
    def desistir(ctx: Contexto) -> None:
        with ctx.banco.escrita() as conexao:
            operacao = livro.abrir_operacao(conexao, instante=ctx.relogio.agora(), usuario="jacira")
            dados = {"data": QUARTA, "descricao": "Luto", "esfera": "estadual"}
            lancar_cadastro(conexao, operacao, sujeito_tipo="dia_sem_expediente", conteudo=dados)
            assert not ctx.regimes_em(conexao)(1, None).calendario.eh_util(QUARTA)
            raise ErroDominio("Desistência.")

    with registro() as ctx:
        antes = ctx.regimes
        with pytest.raises(ErroDominio, match="Desistência"):
            desistir(ctx)
        assert ctx.regimes is antes
        assert ctx.regimes(1, None).calendario.eh_util(QUARTA)


def test_recarregar_le_o_que_outro_programa_gravou(tmp_path: Path) -> None:
    um = abertura.abrir(tmp_path / "r.db", relogio=RELOGIO, usuario="jacira")
    outro = abertura.abrir(tmp_path / "r.db", relogio=RELOGIO, usuario="outra")
    try:
        abertura.configurar(um, orgao="Secretaria", sigla="S", municipio="Salvador")
        assert outro.regimes(1, None).calendario.eh_util(QUARTA)
        dia(um)
        outro.recarregar()
        assert not outro.regimes(1, None).calendario.eh_util(QUARTA)
    finally:
        abertura.fechar(um)
        abertura.fechar(outro)
