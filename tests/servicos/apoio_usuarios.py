"""Users for tests: passwords kept at the least cost, a clock that can be moved, and the first administrador."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bahiaservidor.servicos import abertura, senhas, usuarios
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.permissoes import Papel, sem_pedir

SENHA = "o caju amadurece em dezembro"
OUTRA = "a maré vaza às seis da tarde"
BARATO = senhas.Custo(tempo=1, memoria=8, vias=1)


class RelogioMovel:
    """A clock that goes where it is told."""

    def __init__(self) -> None:
        self.instante = datetime(2026, 11, 22, 12, tzinfo=UTC)

    def andar(self, **quanto: float) -> None:
        """Go forward, or back."""
        self.instante += timedelta(**quanto)

    def hoje(self) -> date:
        """Return the day."""
        return self.instante.date()

    def agora(self) -> datetime:
        """Return the instant."""
        return self.instante


def baratear(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the passwords of a test at the least cost."""
    monkeypatch.setattr(senhas, "CUSTO", BARATO)


def registro(relogio: RelogioMovel) -> Contexto:
    """Return an empty registry in memory, of a single user."""
    return abertura.abrir_temporario(relogio=relogio, usuario="teste")


def com_administrador(ctx: Contexto, login: str = "ana.lima", nome: str = "Ana Lima") -> int:
    """Create the first user."""
    return usuarios.criar(ctx, login=login, nome=nome, papel=Papel.ADMINISTRADOR, senha=SENHA).usuario_id


def trilha(ctx: Contexto) -> list[tuple[str, str, str]]:
    """Return user, action and detail of each row of the trail."""
    with sem_pedir(ctx), ctx.banco.leitura() as conexao:
        linhas = conexao.exec_driver_sql("SELECT usuario, acao, detalhe FROM trilha ORDER BY id").all()
    return [(linha.usuario, linha.acao, linha.detalhe) for linha in linhas]
