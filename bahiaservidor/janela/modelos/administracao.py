"""Columns of Administração: órgãos, unidades, autoridades, differences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ...estatuto.formatos import matricula as formato_matricula
from ...estatuto.formatos.datas import formatar_data
from ...servicos.tipos import Autoridade, Divergencia, Orgao, Unidade
from ..tema import Tom
from .base import Coluna
from .regras import LinhaParametro as LinhaParametro
from .regras import linhas_de_parametros as linhas_de_parametros


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
