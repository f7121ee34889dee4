"""What a clerk types into a search field, as the terms that the index is asked for.

>>> termos("  JOSÉ  d'Ávila")
('jose', 'davila')
>>> termos("92.116.599"), termos("529.982.247-25"), termos("92222222-9")
(('92116599',), ('52998224725',), ('92222222',))
>>> termos("silva 529 982")
('silva', '529982')
>>> termos("DAS-2A")
('das', '2a')
>>> expressao_fts("José Sil")
'"jose"* "sil"*'
"""

from __future__ import annotations

import re

from sqlalchemy import Connection, Select, and_, func, literal_column, or_, select, table

from ..estatuto.formatos.nomes import chave_busca
from . import modelos as m
from .dialetos import eh_sqlite
from .modelos import Inteiro

MAXIMO_DE_TERMOS = 12
"""A pasted paragraph is no search; the first words are enough to find nothing."""

# Digits with the separators that CPF, matrícula and process numbers are written with.
_NUMERO = re.compile(r"(?<!\w)\d(?:[\d.\-/\s]*\d)?(?!\w)")
_MATRICULA_COM_DIGITO = re.compile(r"(\d{2}[. ]?\d{3}[. ]?\d{3}) ?- ?\d")
_NAO_DIGITO = re.compile(r"\D+")


def termos(texto: str) -> tuple[str, ...]:
    """Return the terms of the text: words without accents and case, numbers without punctuation, each once.

    A matrícula's check digit is left out, because it is not stored.
    """
    partes: list[str] = []
    fim = 0
    for achado in _NUMERO.finditer(texto):
        partes += chave_busca(texto[fim : achado.start()]).split()
        numero = _MATRICULA_COM_DIGITO.fullmatch(achado.group())
        partes.append(_NAO_DIGITO.sub("", numero.group(1) if numero else achado.group()))
        fim = achado.end()
    partes += chave_busca(texto[fim:]).split()
    return tuple(dict.fromkeys(partes))[:MAXIMO_DE_TERMOS]


def expressao_fts(texto: str) -> str | None:
    """Return the FTS5 expression that finds rows with every term as a prefix, in any order; None without terms."""
    encontrados = termos(texto)
    # Quoted, so that a name such as "Near" or "Or" is no operator.
    return " ".join(f'"{termo}"*' for termo in encontrados) or None


def vinculos_com(conexao: Connection, texto: str) -> Select[int] | None:
    """Return the query of the ids of the vínculos that the text finds; None when it has no term: no restriction."""
    procurados = termos(texto)
    if not procurados:
        return None
    if eh_sqlite(conexao):
        onde = literal_column("busca_pessoa").op("MATCH", is_comparison=True)(expressao_fts(texto))
        return select(literal_column("rowid", Inteiro)).select_from(table("busca_pessoa")).where(onde)
    v, s = m.Vinculo, m.Servidor
    campos = (s.nome_busca, s.outros_busca, s.cpf, v.matricula, m.Cargo.nome_busca)
    por_termo = (
        or_(*(func.concat(" ", campo).contains(f" {termo}", autoescape=True) for campo in campos))
        for termo in procurados
    )
    return (
        select(v.id)
        .join_from(v, s, s.id == v.servidor_id)
        .join(m.Cargo, m.Cargo.id == v.cargo_id)
        .where(and_(*por_termo))
    )
