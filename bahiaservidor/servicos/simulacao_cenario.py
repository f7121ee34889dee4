"""What surrounds the acts of a case: cargos, unit, calendar, readings, and the concurso behind each nomeação."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ..estatuto.regime import Opcoes
from ..estatuto.tipos import Carater
from ..registro import livro
from ..registro.cadastro import lancar_cadastro
from ..registro.conexao import Conexao
from .contexto import Contexto
from .regimes import OPCAO_FIM_DE_MES, OPCAO_PUBLICACAO
from .simulacao_atos import VESPERA
from .simulacao_leitura import AtoDoCaso, CargoDoCaso, Caso

_ANTES = timedelta(days=30)
"""How long before the nomeação the concurso that a case does not mention was homologated."""


_CARGOS = frozenset({"cargo", "para"})
"""Fields that name a cargo of the case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cenario:
    """The registers of a case: cargos by name, the unit with the município, the candidate of each nomeação."""

    cargos: Mapping[str, int]
    unidade: int | None
    candidatos: Mapping[int, int]

    def conteudo(self, ato: AtoDoCaso) -> dict[str, Any]:
        """Return the content of an act as the services take it."""
        campos = dict(ato.campos)
        if ato.ato == "nomeacao":
            return {
                "publicacao": campos["publicacao"],
                "carater": campos["carater"],
                "cargo": self.cargos[campos["cargo"]],
                "unidade": self.unidade,
                "candidato": self.candidatos.get(id(ato)),
            }
        if ato.ato == "transformacao_cargo":
            campos["cargo"] = campos.pop("de")
        return {nome: self._valor(nome, valor, campos) for nome, valor in campos.items()}

    def _valor(self, nome: str, valor: Any, campos: Mapping[str, Any]) -> Any:
        if nome in _CARGOS:
            return self.cargos[valor]
        return campos["publicacao"] - timedelta(days=1) if valor == VESPERA else valor


def montar_cenario(ctx: Contexto, caso: Caso) -> Cenario:
    """Enter in the registry, in one transaction, everything a case takes for granted."""
    with ctx.banco.escrita() as conexao:
        operacao = ctx.operacao(conexao, "Simulação")
        cadastro = _Cadastro(conexao, operacao)
        cargos = {nome: cadastro.cargo(nome, cargo) for nome, cargo in caso.cargos.items()}
        unidade = cadastro.unidade(caso.municipio) if caso.municipio is not None else None
        for dia in dict.fromkeys(caso.dias_sem_expediente):
            cadastro.lancar("dia_sem_expediente", data=dia, descricao="expediente suspenso", esfera="estadual")
        cadastro.opcoes(caso.opcoes)
        candidatos = {
            id(ato): cadastro.candidato(ato, cargos[ato.campos["cargo"]], caso.servidores[ato.servidor])
            for ato in caso.atos
            if ato.ato == "nomeacao" and ato.campos["carater"] is Carater.PERMANENTE
        }
    return Cenario(cargos=cargos, unidade=unidade, candidatos=candidatos)


@dataclass(frozen=True, slots=True)
class _Cadastro:
    """Records of one transaction."""

    conexao: Conexao
    operacao: livro.Operacao

    def lancar(self, sujeito: str, **conteudo: Any) -> int:
        return lancar_cadastro(self.conexao, self.operacao, sujeito_tipo=sujeito, conteudo=conteudo)

    def cargo(self, nome: str, cargo: CargoDoCaso) -> int:
        id_ = self.lancar("cargo", nome=nome, natureza=cargo.natureza, carreira=cargo.carreira, jornada_semanal="30")
        if cargo.vagas is not None:
            self.lancar("vaga", cargo_id=id_, quantidade=cargo.vagas)
        return id_

    def unidade(self, municipio: str) -> int:
        orgao = self.lancar("orgao", nome="Órgão da simulação", poder="Executivo")
        return self.lancar("unidade", orgao_id=orgao, nome="Unidade da simulação", municipio=municipio)

    def opcoes(self, opcoes: Opcoes) -> None:
        padrao = Opcoes()
        if opcoes.contagem_publicacao is not padrao.contagem_publicacao:
            self.lancar("opcao", chave=OPCAO_PUBLICACAO, valor=opcoes.contagem_publicacao)
        if opcoes.fim_de_mes is not padrao.fim_de_mes:
            self.lancar("opcao", chave=OPCAO_FIM_DE_MES, valor=opcoes.fim_de_mes)

    def candidato(self, ato: AtoDoCaso, cargo: int, nascimento: date) -> int:
        """Return the candidate behind a nomeação, with those better placed who still wait."""
        escrito = ato.campos["concurso"]
        concurso = escrito or {
            "homologacao": ato.campos["publicacao"] - _ANTES,
            "validade_meses": 24,
            "prorrogacao": None,
        }
        lista = self.lancar(
            "lista", concurso_id=self.lancar("concurso", edital="Simulação", **concurso), cargo_id=cargo
        )
        preteridos: int = ato.campos["preteridos"]
        for posicao in range(1, preteridos + 1):
            self._classificado(lista, posicao, f"Candidato {posicao}", None)
        posicao = max(ato.campos["classificacao"] or 1, preteridos + 1)
        return self._classificado(lista, posicao, f"Servidor {ato.servidor}", nascimento)

    def _classificado(self, lista: int, posicao: int, nome: str, nascimento: date | None) -> int:
        return self.lancar(
            "candidato", lista_id=lista, classificacao=posicao, nome=nome, nascimento=nascimento, situacao="a_nomear"
        )
