"""A small registry in a file, with somebody in it, and a clock that can be moved."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.registro import livro
from bahiaservidor.registro.banco import Banco
from bahiaservidor.registro.cadastro import lancar_cadastro
from bahiaservidor.servicos import abertura, copias
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.copias_manifesto import Guardada, Motivo
from bahiaservidor.servicos.permissoes import sem_pedir

INICIO = datetime(2026, 11, 22, 15, 30, tzinfo=UTC)
FRASE = "cavalo bateria grampo correto"


class RelogioMovel:
    """A clock that stands where the test puts it."""

    def __init__(self) -> None:
        self.instante = INICIO

    def hoje(self) -> date:
        return self.agora().date()

    def agora(self) -> datetime:
        return self.instante

    def andar(self, **quanto: float) -> None:
        self.instante += timedelta(**quanto)


class Lugar:
    """An open registry in a file, its clock, and the folder of its copies."""

    def __init__(self, pasta: Path) -> None:
        self.relogio = RelogioMovel()
        self.arquivo = pasta / "registro.sqlite3"
        self.copias = pasta / "copias"
        banco = Banco.temporario()
        ctx = Contexto(banco=banco, relogio=self.relogio, usuario="jacira")
        abertura.configurar(ctx, orgao="Secretaria da Administração", sigla="saeb", municipio="Salvador")
        banco.copiar_para(self.arquivo)
        banco.fechar()
        self.ctx = self.abrir()

    def abrir(self) -> Contexto:
        """Open the registry (again)."""
        self.ctx = abertura.abrir(self.arquivo, relogio=self.relogio, usuario="jacira")
        return self.ctx

    def pessoa(self, nome: str = "Jacira d'Ávila") -> int:
        """Enter a person."""
        with self.ctx.banco.escrita() as conexao:
            operacao = livro.abrir_operacao(conexao, instante=self.relogio.agora(), usuario="jacira")
            conteudo = {"nome": nome, "nascimento": date(1990, 5, 1)}
            return lancar_cadastro(conexao, operacao, sujeito_tipo="servidor", conteudo=conteudo)

    def copiar(self, motivo: Motivo = Motivo.PEDIDO) -> Guardada:
        """Make a copy and return it."""
        copias.copiar(self.ctx, motivo=motivo)
        return copias.listar(self.ctx)[0]

    def trilha(self) -> list[tuple[str, str]]:
        """Return what the trail says of copies, in order."""
        with sem_pedir(self.ctx), self.ctx.banco.leitura() as conexao:
            linhas = conexao.exec_driver_sql(
                "SELECT acao, detalhe FROM trilha WHERE objeto = 'cópia de segurança' ORDER BY id"
            )
            return [(linha.acao, linha.detalhe) for linha in linhas]

    def nomes(self) -> list[str]:
        """Return the names of the people."""
        with self.ctx.banco.leitura() as conexao:
            return list(conexao.exec_driver_sql("SELECT nome FROM servidor ORDER BY id").scalars())

    def na_pasta(self) -> list[str]:
        """Return what the folder of copies has."""
        return sorted(c.name for c in self.copias.iterdir())


@contextmanager
def lugar(pasta: Path) -> Iterator[Lugar]:
    """Give a registry and close it."""
    novo = Lugar(pasta)
    try:
        yield novo
    finally:
        novo.ctx.banco.fechar()


def frase_do_erro(erro: ErroDominio) -> str:
    """Return the sentence, which must say what was kept."""
    assert "continua" in erro.mensagem or "Nada foi" in erro.mensagem, erro.mensagem
    return erro.mensagem
