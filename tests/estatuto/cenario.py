"""A person's acts told in a few words, judged and folded by the pure law: no database, no window."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from bahiaservidor import caminhos
from bahiaservidor.estatuto import canonico, dobra, prazos
from bahiaservidor.estatuto.atos.base import (
    Ato,
    Contexto,
    Julgamento,
    Ressalva,
    SituacaoConcurso,
    Sujeito,
)
from bahiaservidor.estatuto.atos.catalogo import POR_TIPO
from bahiaservidor.estatuto.calendario import TabelaFeriados
from bahiaservidor.estatuto.parametros import Parametros
from bahiaservidor.estatuto.prazos import Prazo, PropostaLegal
from bahiaservidor.estatuto.quadro import SituacaoCargo
from bahiaservidor.estatuto.regime import Opcoes, Regime
from bahiaservidor.estatuto.tipos import Carater, EstadoPrazo, Situacao, TipoPrazo, TipoRessalva
from bahiaservidor.estatuto.vida import VidaFuncional, Vinculo, situacao_em
from bahiaservidor.registro.recursos import ler_feriados, ler_parametros


def dia(texto: str) -> date:
    """Read dd/mm/aaaa."""
    d, m, a = texto.split("/")
    return date(int(a), int(m), int(d))


@cache
def feriados() -> TabelaFeriados:
    """Return the reviewed table."""
    return ler_feriados(caminhos.recursos() / "calendario" / "feriados.csv")


@cache
def parametros() -> Parametros:
    """Return the shipped parameters."""
    return ler_parametros(caminhos.recursos() / "parametros" / "estatuto.toml")


def regime(*, municipio: str | None = None, opcoes: Opcoes | None = None, fechados: tuple[str, ...] = ()) -> Regime:
    """Return a regime with extra days without expediente."""
    calendario = feriados().para(municipio).com({dia(f): "ponto facultativo" for f in fechados})
    return Regime(calendario=calendario, parametros=parametros(), opcoes=opcoes or Opcoes())


def ressalva(numero: str = "8000001-11.2026.8.05.0001", em: str = "01/01/2020") -> Ressalva:
    """Return a complete ressalva."""
    return Ressalva(tipo=TipoRessalva.DECISAO_JUDICIAL, numero=numero, data=dia(em))


class Pessoa:
    """The acts of one person, entered one by one."""

    def __init__(self, nascimento: str | None = "01/01/1990", **opcoes: Any) -> None:
        self.nascimento = None if nascimento is None else dia(nascimento)
        self.regime = regime(**opcoes)
        self.atos: list[Ato] = []

    def julgar(
        self, tipo: str, *, vinculo: int | None = None, com: Ressalva | None = None, **campos: Any
    ) -> Julgamento:
        """Judge an act without entering it; dates as dd/mm/aaaa."""
        contexto, conteudo = self._preparar(tipo, campos)
        return dobra.julgar(POR_TIPO[tipo], conteudo, contexto, ressalva=com, vinculo_numero=vinculo)

    def ato(self, tipo: str, /, *, vinculo: int | None = None, com: Ressalva | None = None, **campos: Any) -> Pessoa:
        """Enter an act; fails the test when the law refuses it."""
        contexto, conteudo = self._preparar(tipo, campos)
        definicao = POR_TIPO[tipo]
        julgamento = dobra.julgar(definicao, conteudo, contexto, ressalva=com, vinculo_numero=vinculo)
        assert julgamento.recusa is None, julgamento.recusa
        id_ = len(self.atos) + 1
        alvo = julgamento.vinculo.id if julgamento.vinculo is not None else None
        if definicao.sujeito is Sujeito.NOVO_VINCULO:
            alvo = id_
        self.atos.append(Ato(id=id_, definicao=definicao, conteudo=conteudo, vinculo=alvo, sequencia=id_, ressalva=com))
        return self

    def recusa(self, tipo: str, *, vinculo: int | None = None, com: Ressalva | None = None, **campos: Any) -> str:
        """Return the provision for which the act is refused; empty when it is accepted."""
        recusa = self.julgar(tipo, vinculo=vinculo, com=com, **campos).recusa
        return "" if recusa is None else recusa.dispositivo

    def nomeado(self, publicacao: str, **campos: Any) -> Pessoa:
        """Enter a nomeação."""
        return self.ato("nomeacao", publicacao=publicacao, **campos)

    def em_exercicio(self, exercicio: str, *, posse: str | None = None, publicacao: str | None = None) -> Pessoa:
        """Enter nomeação, posse and exercício, the first two on the same day by default."""
        self.nomeado(publicacao or posse or exercicio)
        self.ato("posse", data=posse or exercicio)
        return self.ato("exercicio", data=exercicio)

    def _preparar(self, tipo: str, campos: dict[str, Any]) -> tuple[Contexto, Any]:
        definicao = POR_TIPO[tipo]
        extras = {nome: campos.pop(nome) for nome in ("concurso", "situacao_cargo") if nome in campos}
        valores = {
            nome: dia(valor).isoformat() if isinstance(valor, str) and valor.count("/") == 2 else valor
            for nome, valor in campos.items()
        }
        contexto = Contexto(vida=self.vida, vinculo=None, regime=self.regime)
        if tipo == "nomeacao":
            valores.setdefault("cargo", 1)
            publicacao = date.fromisoformat(valores["publicacao"])
            contexto = replace(
                contexto,
                cargo=extras.get(
                    "situacao_cargo",
                    SituacaoCargo(id=1, nome="Analista", natureza=Carater(valores.get("carater", "permanente"))),
                ),
                concurso=extras.get(
                    "concurso", SituacaoConcurso(nome="Edital 1", homologacao=publicacao, validade_meses=24)
                ),
            )
        elif "situacao_cargo" in extras:
            contexto = replace(contexto, cargo=extras["situacao_cargo"])
        return contexto, canonico.ler(definicao.conteudo, valores)

    @property
    def vida(self) -> VidaFuncional:
        """The fold so far."""
        return dobra.dobrar(self.nascimento, self.atos)

    def _regimes(self, unidade: int | None, instante: object) -> Regime:
        return self.regime

    def vinculo(self, numero: int | None = None) -> Vinculo:
        """Return a vínculo by number; the latest by default."""
        return self.vida.vinculos[-1 if numero is None else numero - 1]

    def prazo(self, tipo: TipoPrazo, hoje: str, *, numero: int | None = None, vinculo: int | None = None) -> Prazo:
        """Return one deadline on a day."""
        id_ = self.vinculo(vinculo).id
        encontrados = [
            p
            for p in prazos.prazos_da_vida(self.vida, self._regimes, dia(hoje))
            if p.tipo is tipo and p.vinculo == id_ and p.numero == numero
        ]
        assert len(encontrados) == 1, encontrados
        return encontrados[0]

    def estado(self, tipo: TipoPrazo, hoje: str, **chave: Any) -> EstadoPrazo:
        """Return the state of one deadline on a day."""
        return self.prazo(tipo, hoje, **chave).estado(dia(hoje))

    def situacao(self, hoje: str, vinculo: int | None = None) -> Situacao:
        """Return the word of section 10."""
        alvo = self.vinculo(vinculo)
        desde = prazos.estavel_desde(alvo, self._regimes, dia(hoje))
        return situacao_em(self.vida, alvo, dia(hoje), desde)

    def propostas(self, hoje: str) -> list[PropostaLegal]:
        """Return what the law suggests on a day."""
        todos = prazos.prazos_da_vida(self.vida, self._regimes, dia(hoje))
        return prazos.propostas(self.vida, todos, dia(hoje))
