"""Columns of Administração: órgãos, unidades, autoridades, parameters, differences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ...estatuto.formatos import matricula as formato_matricula
from ...estatuto.formatos.datas import formatar_data
from ...estatuto.parametros import Parametros, ValorParametro
from ...estatuto.tipos import ContagemPublicacao, FimDeMes
from ...servicos.tipos import Autoridade, Divergencia, Orgao, Unidade
from ..tema import Tom
from .base import Coluna


def palavras_da_validade(desde: date | None, ate: date | None) -> str:
    """Return a span in words: 'desde 05/01/2026', 'até 03/02/2026', both, or a dash."""
    partes = []
    if desde is not None:
        partes.append(f"desde {formatar_data(desde)}")
    if ate is not None:
        partes.append(f"até {formatar_data(ate)}")
    return " ".join(partes) or "—"


def vigente(desde: date | None, ate: date | None, hoje: date) -> bool:
    """Tell whether a span, both ends included, has the day."""
    return (desde is None or desde <= hoje) and (ate is None or hoje <= ate)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinhaOrgao:
    """An órgão, how many unidades it has, whether it exists today."""

    orgao: Orgao
    unidades: int
    existe: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LinhaUnidade:
    """A unidade with the name of its órgão."""

    unidade: Unidade
    orgao: str
    existe: bool
    conhece_municipio: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LinhaAutoridade:
    """An autoridade with the órgão where it is competent, and whether it is so on the day asked."""

    autoridade: Autoridade
    orgao: str
    hoje: date

    @property
    def situacao(self) -> str:
        """Vigente, Futura or Encerrada."""
        if vigente(self.autoridade.desde, self.autoridade.ate, self.hoje):
            return "Vigente"
        futura = self.autoridade.desde is not None and self.autoridade.desde > self.hoje
        return "Futura" if futura else "Encerrada"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinhaParametro:
    """One dated value of a parameter."""

    chave: str
    rotulo: str
    valor: str
    desde: date
    citacao: str
    conferido_em: date | None
    confirmado: bool
    vigente: bool
    referencia: str
    observacao: str


_LEITURAS: dict[str, str] = {str(leitura): leitura.rotulo for leitura in (*ContagemPublicacao, *FimDeMes)}


def _valor(valor: ValorParametro | None, unidade: str) -> str:
    if valor is None:
        return "ainda não informado"
    if valor in _LEITURAS:
        return _LEITURAS[str(valor)]
    if isinstance(valor, bool):
        return "sim" if valor else "não"
    escrito = str(valor).replace(".", ",") if isinstance(valor, Decimal) else str(valor)
    if isinstance(valor, str) and " " not in valor:
        escrito = escrito.replace(",", ", ")
    separador = "" if unidade == "%" else " "
    return f"{escrito}{separador}{unidade}".strip()


def linhas_de_parametros(parametros: Parametros, hoje: date) -> tuple[LinhaParametro, ...]:
    """Return every dated value, by parameter and then by date; the one in force today is marked."""
    linhas = []
    for parametro in sorted(parametros.itens.values(), key=lambda p: p.rotulo.casefold()):
        atual = parametro.em(hoje)
        linhas += [
            LinhaParametro(
                chave=parametro.chave,
                rotulo=parametro.rotulo,
                valor=_valor(v.valor, parametro.unidade),
                desde=v.desde,
                citacao=v.citacao,
                conferido_em=v.conferido_em,
                confirmado=v.confirmado and v.valor is not None,
                vigente=v is atual,
                referencia=parametro.referencia,
                observacao=v.observacao,
            )
            for v in parametro.valores
        ]
    return tuple(linhas)


def _matricula(autoridade: Autoridade) -> str:
    texto = autoridade.matricula
    return (formato_matricula.formatar(texto) if formato_matricula.valido(texto) else texto) or "—"


COLUNAS_ORGAOS: tuple[Coluna[LinhaOrgao], ...] = (
    Coluna(chave="nome", rotulo="Órgão", texto=lambda x: x.orgao.nome, largura=280, estica=True),
    Coluna(chave="sigla", rotulo="Sigla", texto=lambda x: x.orgao.sigla or "—", largura=84),
    Coluna(chave="poder", rotulo="Poder", texto=lambda x: x.orgao.poder, largura=92),
    Coluna(chave="unidades", rotulo="Unidades", texto=lambda x: str(x.unidades), largura=92, direita=True,
           ordem=lambda x: x.unidades),
    Coluna(chave="validade", rotulo="Existência", largura=150,
           texto=lambda x: palavras_da_validade(x.orgao.desde, x.orgao.ate)),
    Coluna(chave="situacao", rotulo="Situação", largura=110, texto=lambda x: "Existe" if x.existe else "Extinto",
           tom=lambda x: Tom.SUCESSO if x.existe else Tom.APAGADO),
)  # fmt: skip

COLUNAS_UNIDADES: tuple[Coluna[LinhaUnidade], ...] = (
    Coluna(chave="nome", rotulo="Unidade", texto=lambda x: x.unidade.nome, largura=260, estica=True),
    Coluna(chave="sigla", rotulo="Sigla", texto=lambda x: x.unidade.sigla or "—", largura=96),
    Coluna(chave="orgao", rotulo="Órgão", texto=lambda x: x.orgao, largura=150),
    Coluna(
        chave="municipio", rotulo="Município", texto=lambda x: x.unidade.municipio or "—", largura=160,
        dica=lambda x: x.unidade.municipio if x.conhece_municipio else
        f"{x.unidade.municipio}: sem feriados municipais na tabela; declare-os em Calendário.",
    ),
    Coluna(chave="calendario", rotulo="Feriados", largura=130,
           texto=lambda x: "Na tabela" if x.conhece_municipio else "A declarar",
           tom=lambda x: Tom.SUCESSO if x.conhece_municipio else Tom.ATENCAO),
    Coluna(chave="situacao", rotulo="Situação", largura=100, texto=lambda x: "Existe" if x.existe else "Extinta",
           tom=lambda x: Tom.SUCESSO if x.existe else Tom.APAGADO),
)  # fmt: skip

COLUNAS_AUTORIDADES: tuple[Coluna[LinhaAutoridade], ...] = (
    Coluna(chave="nome", rotulo="Nome", texto=lambda x: x.autoridade.nome, largura=180, estica=True),
    Coluna(chave="cargo", rotulo="Cargo", texto=lambda x: x.autoridade.cargo, largura=150),
    Coluna(chave="inciso", rotulo="Dá posse", largura=108,
           texto=lambda x: f"art. 18, {x.autoridade.inciso}" if x.autoridade.inciso else "—",
           dica=lambda x: f"Competente para dar posse pelo art. 18, inciso {x.autoridade.inciso}"
           if x.autoridade.inciso else "Não dá posse"),
    Coluna(chave="orgao", rotulo="Órgão", texto=lambda x: x.orgao or "Todos", largura=80),
    Coluna(chave="delegacao", rotulo="Delegação", texto=lambda x: x.autoridade.delegacao or "—", largura=120),
    Coluna(chave="matricula", rotulo="Matrícula", texto=lambda x: _matricula(x.autoridade), largura=104, oculta=True),
    Coluna(chave="validade", rotulo="Competente", largura=190, oculta=True,
           texto=lambda x: palavras_da_validade(x.autoridade.desde, x.autoridade.ate)),
    Coluna(chave="situacao", rotulo="Situação", largura=112, texto=lambda x: x.situacao,
           tom=lambda x: {"Vigente": Tom.SUCESSO, "Futura": Tom.INFO}.get(x.situacao, Tom.APAGADO),
           dica=lambda x: f"{x.situacao}: {palavras_da_validade(x.autoridade.desde, x.autoridade.ate)}"),
)  # fmt: skip

COLUNAS_PARAMETROS: tuple[Coluna[LinhaParametro], ...] = (
    Coluna(chave="rotulo", rotulo="Parâmetro", texto=lambda x: x.rotulo, largura=250, estica=True,
           dica=lambda x: f"{x.rotulo}\nConta pela {x.referencia}" if x.referencia else x.rotulo),
    Coluna(chave="valor", rotulo="Valor", texto=lambda x: x.valor, largura=150),
    Coluna(chave="desde", rotulo="Desde", texto=lambda x: formatar_data(x.desde), largura=104,
           ordem=lambda x: x.desde),
    Coluna(chave="vigente", rotulo="Vigência", largura=108, oculta=True,
           texto=lambda x: "Hoje" if x.vigente else "Outra data",
           tom=lambda x: Tom.INFO if x.vigente else Tom.APAGADO),
    Coluna(chave="citacao", rotulo="Fundamento", texto=lambda x: x.citacao or "—", largura=150),
    Coluna(chave="conferido", rotulo="Conferido em", largura=116,
           texto=lambda x: formatar_data(x.conferido_em) if x.conferido_em else "—", ordem=lambda x: x.conferido_em),
    Coluna(chave="situacao", rotulo="Conferência", largura=118,
           texto=lambda x: "Conferido" if x.confirmado else "a confirmar",
           tom=lambda x: Tom.SUCESSO if x.confirmado else Tom.ATENCAO,
           dica=lambda x: x.observacao or ("Lido no texto da lei." if x.confirmado
                                           else "Fonte indireta: confira na lei antes de responder por este número.")),
)  # fmt: skip

COLUNAS_DIVERGENCIAS: tuple[Coluna[Divergencia], ...] = (
    Coluna(chave="objeto", rotulo="Onde", texto=lambda x: x.objeto, largura=220),
    Coluna(chave="detalhe", rotulo="O que difere", texto=lambda x: x.detalhe, largura=420, estica=True),
)


def linhas_de_orgaos(orgaos: Sequence[Orgao], unidades: Sequence[Unidade], hoje: date) -> list[LinhaOrgao]:
    """Return the órgãos with the number of their unidades."""
    return [
        LinhaOrgao(
            orgao=o, unidades=sum(1 for u in unidades if u.orgao_id == o.id), existe=vigente(o.desde, o.ate, hoje)
        )
        for o in orgaos
    ]
