"""A small registry in memory and the few words that tests of services need."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from bahiaservidor.estatuto.atos.base import Ressalva
from bahiaservidor.registro import livro
from bahiaservidor.registro.cadastro import lancar_cadastro
from bahiaservidor.relogio import RelogioFixo
from bahiaservidor.servicos import abertura, provimento, verificacao
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.tipos import DadosPessoa, PedidoAto, Registrado

HOJE = date(2026, 3, 2)


class Cenario:
    """One registry with a cargo permanente, a temporário, a unit and a concurso with candidates."""

    def __init__(self, *, hoje: date = HOJE, postos: int | None = None, candidatos: int = 5) -> None:
        self.hoje = hoje
        self.relogio = RelogioFixo(hoje, datetime(hoje.year, hoje.month, hoje.day, 12, tzinfo=UTC))
        self.ctx: Contexto = abertura.abrir_temporario(relogio=self.relogio, usuario="teste")
        with self.ctx.banco.escrita() as conexao:
            op = livro.abrir_operacao(conexao, instante=self.relogio.agora(), usuario="teste")

            def criar(tipo: str, **conteudo: Any) -> int:
                return lancar_cadastro(conexao, op, sujeito_tipo=tipo, conteudo=conteudo)

            self.orgao = criar("orgao", nome="Secretaria da Administração", sigla="SAEB", poder="Executivo")
            self.unidade = criar("unidade", orgao_id=self.orgao, nome="Diretoria de Pessoal", municipio="Salvador")
            self.cargo = criar("cargo", nome="Analista Técnico", natureza="permanente")
            self.temporario = criar("cargo", nome="Coordenador III", natureza="temporario", simbolo="DAI-4")
            if postos is not None:
                criar("vaga", cargo_id=self.cargo, quantidade=postos, lei="Lei 1/2000")
            concurso = criar("concurso", edital="Edital 1/2025", homologacao=date(2025, 6, 2), validade_meses=24)
            self.lista = criar("lista", concurso_id=concurso, cargo_id=self.cargo, modalidade="Ampla concorrência")
            self.candidatos = [
                criar("candidato", lista_id=self.lista, classificacao=n, nome=f"Candidato {n}", situacao="a_nomear")
                for n in range(1, candidatos + 1)
            ]

    def pedido(self, tipo: str, *, servidor: int | None = None, **campos: Any) -> PedidoAto:
        """Return a request; a nomeação gets the cargo and the unit."""
        opcoes = {
            nome: campos.pop(nome)
            for nome in ("ressalva", "instrumento", "pessoa", "matricula", "versao", "vinculo_id")
            if nome in campos
        }
        if tipo == "nomeacao":
            campos.setdefault("cargo", self.temporario if campos.get("carater") == "temporario" else self.cargo)
            campos.setdefault("unidade", self.unidade)
        return PedidoAto(tipo=tipo, conteudo=campos, servidor_id=servidor, **opcoes)

    def registrar(self, tipo: str, *, servidor: int | None = None, **campos: Any) -> Registrado:
        """Register an act."""
        pedido = self.pedido(tipo, servidor=servidor, **campos)
        return provimento.registrar(self.ctx, pedido=pedido, hoje=self.hoje, futuro=True)

    def nomear(self, indice: int = 0, publicacao: str = "2026-02-03", **campos: Any) -> Registrado:
        """Name the n-th candidate of the list, as a new person."""
        campos.setdefault("pessoa", DadosPessoa(nome=f"Candidato {indice + 1}", nascimento=date(1990, 1, 1)))
        return self.registrar("nomeacao", publicacao=publicacao, candidato=self.candidatos[indice], **campos)

    def estagiario(self, indice: int = 0) -> Registrado:
        """Name, swear in and put to work the n-th candidate."""
        nomeado = self.nomear(indice)
        self.registrar("posse", servidor=nomeado.servidor_id, data="2026-02-10")
        return self.registrar("exercicio", servidor=nomeado.servidor_id, data="2026-02-11")

    def contar(self, tabela: str) -> int:
        """Return how many rows a table has."""
        with self.ctx.banco.leitura() as conexao:
            return int(conexao.exec_driver_sql(f"SELECT count(*) FROM {tabela}").scalar_one())

    def valor(self, consulta: str) -> Any:
        """Return the first value of a query."""
        with self.ctx.banco.leitura() as conexao:
            return conexao.exec_driver_sql(consulta).scalar()


def integra(c: Cenario) -> None:
    """Fail unless what is stored is what the book says."""
    resultado = verificacao.verificar(c.ctx)
    assert resultado.integra, resultado.divergencias


def com_ressalva(pedido: PedidoAto, ressalva: Ressalva) -> PedidoAto:
    """Return the request with a ressalva."""
    return replace(pedido, ressalva=ressalva)


@contextmanager
def cenario(**opcoes: Any) -> Iterator[Cenario]:
    """Give a registry and close it."""
    montado = Cenario(**opcoes)
    try:
        yield montado
    finally:
        abertura.fechar(montado.ctx)
