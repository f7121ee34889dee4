"""What each parameter of the law may hold: whole numbers within bounds, percentages, fractions, lists, words (C12).

A number typed wrongly moves every deadline that rests on it, so each key says what it admits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from .avaliacoes import extremos
from .parametros import ErroParametro, Parametro, Parametros, ValorDatado, ValorParametro

INICIO_DA_LEI: Final = date(1994, 9, 26)
"""First day of Lei 6.677/1994: before it there was another statute."""

LEITURAS: Final = frozenset({"contagem_publicacao", "fim_de_mes"})
"""Parameters that are readings of the law: they are chosen as such, and not typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Faixa:
    """What a parameter admits: numbers from ``de`` to ``ate``; ``lista`` of them; words, without bounds."""

    de: Decimal | None = None
    ate: Decimal | None = None
    inteiro: bool = True
    lista: bool = False

    @property
    def numero(self) -> bool:
        """Tell whether it holds numbers."""
        return self.de is not None

    @property
    def em_palavras(self) -> str:
        """What may be typed, as a clerk reads it."""
        if self.de is None or self.ate is None:
            return "um texto curto"
        limites = f"de {_escrito(self.de)} a {_escrito(self.ate)}"
        if self.lista:
            return f"números inteiros {limites}, separados por vírgula"
        return f"um número inteiro {limites}" if self.inteiro else f"um número {limites}, com vírgula se preciso"

    def ler(self, texto: str, rotulo: str) -> ValorParametro:
        """Return what was typed as the parameter keeps it.  ErroParametro when it is not admitted."""
        texto = " ".join(texto.split())
        if not texto:
            raise ErroParametro(f"Falta o valor de “{rotulo}”: informe {self.em_palavras}. Nada foi gravado.")
        if not self.numero:
            if len(texto) > _MAIOR_TEXTO:
                raise ErroParametro(
                    f"O valor de “{rotulo}” tem mais de {_MAIOR_TEXTO} letras. Nada foi gravado; resuma-o."
                )
            return texto
        if self.lista:
            numeros = [self._numero(parte, rotulo) for parte in texto.replace(";", ",").split(",") if parte.strip()]
            if not numeros or len(set(numeros)) != len(numeros):
                raise self._recusa(texto, rotulo)
            return ",".join(str(n) for n in numeros)
        return self._numero(texto, rotulo)

    def _numero(self, texto: str, rotulo: str) -> int | Decimal:
        texto = texto.strip().removesuffix("%").strip()
        try:
            numero = Decimal(texto.replace(",", ".")) if texto.isascii() else Decimal("NaN")
        except InvalidOperation:
            numero = Decimal("NaN")
        assert self.de is not None
        assert self.ate is not None
        if not numero.is_finite() or not self.de <= numero <= self.ate:
            raise self._recusa(texto, rotulo)
        if numero == numero.to_integral_value():
            return int(numero)
        if self.inteiro:
            raise self._recusa(texto, rotulo)
        return numero.normalize()

    def _recusa(self, texto: str, rotulo: str) -> ErroParametro:
        return ErroParametro(f"“{texto}” não serve para “{rotulo}”: informe {self.em_palavras}. Nada foi gravado.")


_MAIOR_TEXTO: Final = 500


def _inteiro(de: int, ate: int) -> Faixa:
    return Faixa(de=Decimal(de), ate=Decimal(ate))


def _decimal(de: int, ate: int) -> Faixa:
    return Faixa(de=Decimal(de), ate=Decimal(ate), inteiro=False)


_TEXTO = Faixa()
_PERCENTUAL = _decimal(0, 100)
_FRACAO = _decimal(0, 1)

FAIXAS: Final[Mapping[str, Faixa]] = {
    "posse_dias": _inteiro(1, 365),
    "posse_prorrogacao_dias": _inteiro(1, 365),
    "exercicio_dias": _inteiro(1, 365),
    "apresentacao_dias": _inteiro(1, 365),
    "reversao_exercicio_dias": _inteiro(1, 365),
    "aproveitamento_exercicio_dias": _inteiro(1, 365),
    "reintegracao_conta_efetivo": _inteiro(0, 1),
    "estavel_no_vinculo_atual": _inteiro(0, 1),
    "remocao_saude_dispensa_vaga": _inteiro(0, 1),
    "jornada_semanal_horas": _inteiro(1, 60),
    "idade_minima_posse": _inteiro(14, 35),
    "obrigacao_militar_idade": _inteiro(18, 70),
    "concurso_validade_max_meses": _inteiro(1, 120),
    "pcd_percentual": _PERCENTUAL,
    "pcd_fracao_minima": _FRACAO,
    "negros_percentual": _PERCENTUAL,
    "negros_minimo_vagas": _inteiro(1, 1000),
    "negros_fracao_minima": _FRACAO,
    "estagio_meses": _inteiro(6, 120),
    "avaliacao_intervalo_meses": _inteiro(1, 60),
    "antecedencia_submissao_meses": _inteiro(1, 24),
    "alertas_submissao_meses": Faixa(de=Decimal(1), ate=Decimal(24), lista=True),
    "abonos_mes_maximo": _inteiro(0, 31),
    "abonos_ano_maximo": _inteiro(0, 366),
    "estagio_nota_minima": _decimal(0, 1000),
    "idade_limite_reversao": _inteiro(50, 90),
    "idade_compulsoria": _inteiro(60, 90),
    "sindical_lugares": _inteiro(0, 100),
    "sindical_base_por_lugar": _inteiro(1, 1_000_000),
    "sindical_reeleicoes": _inteiro(0, 10),
    "interesse_particular_prorrogacoes": _inteiro(0, 10),
    "sei_limite_envio_mb": _decimal(0, 100_000),
}
"""What the known keys admit; another key follows its unit."""

_POR_UNIDADE: Final = (
    ("dias", _inteiro(0, 730)),
    ("meses", _inteiro(0, 240)),
    ("anos", _inteiro(0, 100)),
    ("horas", _inteiro(1, 60)),
    ("%", _PERCENTUAL),
    ("texto", _TEXTO),
)


def faixa(parametro: Parametro) -> Faixa:
    """Return what the parameter admits, by its key or else by its unit."""
    conhecida = FAIXAS.get(parametro.chave)
    if conhecida is not None:
        return conhecida
    for inicio, da_unidade in _POR_UNIDADE:
        if parametro.unidade.startswith(inicio):
            return da_unidade
    numerico = any(isinstance(v.valor, int | Decimal) and not isinstance(v.valor, bool) for v in parametro.valores)
    return _decimal(0, 10_000_000) if numerico else _TEXTO


def ler_valor(parametro: Parametro, texto: str) -> ValorParametro:
    """Return what was typed for a parameter.  ErroParametro when its key does not admit it, or is a reading."""
    if parametro.chave in LEITURAS:
        raise ErroParametro(
            f"“{parametro.rotulo}” é uma leitura da lei, e não um número. Nada foi gravado; escolha-a em Leituras da "
            "lei."
        )
    if parametro.chave == "estagio_escala" and extremos(texto) is None:
        raise ErroParametro(
            f"“{texto}” não serve para “{parametro.rotulo}”: informe a menor e a maior nota, como em 0-10. Nada foi "
            "gravado."
        )
    return faixa(parametro).ler(texto, parametro.rotulo)


def conferir_desde(parametro: Parametro, desde: date) -> None:
    """Refuse a value that would begin before the statute did."""
    if desde < INICIO_DA_LEI:
        raise ErroParametro(
            f"O valor de “{parametro.rotulo}” começaria antes de 26/09/1994, quando a Lei 6.677/1994 entrou em vigor. "
            "Nada foi gravado; confira a data."
        )


def conferir_conjunto(parametros: Parametros, chave: str, valor: ValorDatado) -> None:
    """Refuse a value with which the parameters no longer fit together from its first day on.  ErroParametro."""
    if chave not in ("estagio_meses", "avaliacao_intervalo_meses", "antecedencia_submissao_meses"):
        return
    novos = parametros.com(chave, valor)
    duracao = novos.inteiro("estagio_meses", valor.desde)
    for outra, rotulo in (
        ("avaliacao_intervalo_meses", "o intervalo entre as avaliações"),
        ("antecedencia_submissao_meses", "a antecedência da submissão"),
    ):
        meses = novos.inteiro(outra, valor.desde)
        if meses > duracao or (outra.startswith("antecedencia") and meses == duracao):
            raise ErroParametro(
                f"O estágio duraria {duracao} meses, e {rotulo} é de {meses} (art. 27). Nada foi gravado; mude os dois."
            )


def _escrito(numero: Decimal) -> str:
    return f"{int(numero):,}".replace(",", ".")
