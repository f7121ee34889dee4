"""The clock set back: instants of book and trail never go back, and the clerk is told."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import text

from bahiaservidor.registro import auditoria
from bahiaservidor.relogio import RelogioFixo
from bahiaservidor.servicos import relogio_atrasado
from tests.servicos.cenario import cenario, integra


def test_o_relogio_atrasado_nao_volta_no_livro_nem_na_trilha() -> None:
    with cenario() as c:
        c.estagiario(0)
        for vez, dias in enumerate((0, 400, 1, 30), start=1):
            atrasado = datetime(2026, 3, 2, 12, tzinfo=UTC) - timedelta(days=dias)
            c.ctx.relogio = RelogioFixo(atrasado.date(), atrasado)
            c.nomear(vez)
            with c.ctx.banco.escrita() as conexao:
                auditoria.trilhar(conexao, instante=c.ctx.relogio.agora(), usuario="t", acao="olha", objeto="teste")
                auditoria.selar(conexao, instante=c.ctx.relogio.agora(), motivo="teste")
        for tabela in ("operacao", "trilha", "selo"):
            with c.ctx.banco.leitura() as conexao:
                instantes = list(conexao.execute(text(f"SELECT instante FROM {tabela} ORDER BY id")).scalars())
            assert len(instantes) >= 4
            assert instantes == sorted(instantes)
        integra(c)


def test_o_atraso_e_dito_e_o_relogio_certo_nao() -> None:
    with cenario() as c:
        c.nomear(0)
        assert relogio_atrasado.aviso_do_relogio(c.ctx, hoje=date(2026, 3, 2)) == ""
        assert relogio_atrasado.aviso_do_relogio(c.ctx, hoje=date(2027, 3, 2)) == ""
        aviso = relogio_atrasado.aviso_do_relogio(c.ctx, hoje=date(2026, 3, 1))
        assert "marca 01/03/2026" in aviso
        assert "é de 02/03/2026" in aviso
        assert "acerte a data do computador" in aviso


def test_o_registro_vazio_nao_tem_relogio_atrasado() -> None:
    with cenario() as c:
        c.ctx.banco.fechar()
        from bahiaservidor.servicos import abertura

        c.ctx = abertura.abrir_temporario(relogio=c.relogio)
        assert relogio_atrasado.aviso_do_relogio(c.ctx, hoje=date(1990, 1, 1)) == ""
