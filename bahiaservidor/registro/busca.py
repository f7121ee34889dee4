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
'"jose"* AND "sil"*'
>>> expressao_fts("silva 529", sem_cpf=True)
'"silva"* AND - cpf : "529"*'
>>> expressao_fts("2a Vara d'Ávila")
'("2a"* OR "2ª"*) AND "vara"* AND ("davila"* OR "d avila"*)'
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import islice, product

from sqlalchemy import Connection, Select, and_, func, literal_column, or_, select, table

from ..estatuto.formatos.nomes import chave_busca
from . import modelos as m
from .busca_palavras import Vocabulario, vocabulario
from .dialetos import eh_sqlite
from .guardado import SO_CPF_INTEIRO
from .modelos import Inteiro

MAXIMO_DE_TERMOS = 12
"""A pasted paragraph is no search; the first words are enough to find nothing."""

_DIGITOS_DO_CPF = 11

_MAIOR_TEXTO = 400
"""Letters that are read at most: nothing longer is looked for, and SQLite refuses long patterns."""

_CANDIDATOS = 400
"""How many finds are put in order: who is looked for among more is found by typing another letter."""

_DO_MEIO = 40
"""How many words that only contain what was typed are looked for."""

_PALAVRAS_DE_UM_NOME = 5
"""A longer text is not corrected word by word."""

_PARECIDAS = 4
"""How many other words are tried for each."""

_TENTATIVAS = 24
"""How many corrections of a text are tried before giving up."""

# Digits with the separators that CPF, matrícula and process numbers are written with.
_NUMERO = re.compile(r"(?<!\w)\d(?:[\d.\-/\s]*\d)?(?!\w)")
_MATRICULA_COM_DIGITO = re.compile(r"(\d{2}[. ]?\d{3}[. ]?\d{3}) ?- ?\d")
_ORDINAL = re.compile(r"[0-9]+[aoªº]")
_SINAIS = {"a": "ª", "o": "º", "ª": "a", "º": "o"}
# "davila", "doeste", "dajuda": a vowel after the d, three letters at least to follow.
_COM_D = re.compile(r"d[aeiou][a-z]{2}")
_NAO_DIGITO = re.compile(r"\D+")


def termos(texto: str) -> tuple[str, ...]:
    """Return the terms of the text: words without accents and case, numbers without punctuation, each once.

    A matrícula's check digit is left out, because it is not stored.
    """
    texto = texto[:_MAIOR_TEXTO]
    partes: list[str] = []
    fim = 0
    for achado in _NUMERO.finditer(texto):
        partes += chave_busca(texto[fim : achado.start()]).split()
        numero = _MATRICULA_COM_DIGITO.fullmatch(achado.group())
        partes.append(_NAO_DIGITO.sub("", numero.group(1) if numero else achado.group()))
        fim = achado.end()
    partes += chave_busca(texto[fim:]).split()
    return tuple(dict.fromkeys(partes))[:MAXIMO_DE_TERMOS]


def expressao_fts(texto: str, *, sem_cpf: bool = False) -> str | None:
    """Return the FTS5 expression that finds rows with every term as a prefix, in any order; None without terms.

    ``sem_cpf``: a number that begins a CPF, and is not the whole of it, does not find it.
    """
    partes = [" OR ".join(_grafias(termo, sem_cpf)) for termo in termos(texto)]
    return " AND ".join(f"({parte})" if " OR " in parte else parte for parte in partes) or None


def _grafias(termo: str, sem_cpf: bool = False) -> list[str]:
    """Return the prefixes that find a term, whatever the index made of what it was written with.

    People's names are in the index as terms are.  Cargos and units are there as they are written: the index cuts
    “d’Ávila” in two, and keeps the sign of “2ª”, which is typed without it.
    """
    # Quoted, so that a name such as "Near" or "Or" is no operator.
    if sem_cpf and termo.isdecimal() and len(termo) < _DIGITOS_DO_CPF:
        return [f'- cpf : "{termo}"*']
    grafias = [f'"{termo}"*']
    if _ORDINAL.fullmatch(termo):
        grafias.append(f'"{termo[:-1]}{_SINAIS[termo[-1]]}"*')
    elif _COM_D.match(termo):
        grafias.append(f'"d {termo[1:]}"*')
    return grafias


def vinculos_com(conexao: Connection, texto: str) -> Select[int] | None:
    """Return the query of the ids of the vínculos that the text finds; None when it has no term: no restriction.

    Terms begin words; if nobody has them all, they may also be in the middle of one.
    """
    procurados = termos(texto)
    if not procurados:
        return None
    if eh_sqlite(conexao):
        expressao = expressao_fts(texto, sem_cpf=_sem_cpf(conexao)) or ""
        return _que_casam(expressao if _alguem(conexao, expressao) else _com_o_meio(conexao, procurados) or expressao)
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


def _sem_cpf(conexao: Connection) -> bool:
    return bool(conexao.info.get(SO_CPF_INTEIRO))


def _que_casam(expressao: str) -> Select[int]:
    onde = literal_column("busca_pessoa").op("MATCH", is_comparison=True)(expressao)
    return select(literal_column("rowid", Inteiro)).select_from(table("busca_pessoa")).where(onde)


def _alguem(conexao: Connection, expressao: str) -> bool:
    return conexao.execute(_que_casam(expressao).limit(1)).first() is not None


# ------------------------------------------------------------------ the best first


def achar(conexao: Connection, texto: str, limite: int) -> list[int]:
    """Return the vínculos that the text finds, the likeliest first, one a person.

    First whose matrícula, CPF or process it is; then whose name begins so; then whose name has all the words, by their
    beginnings; then who has some of them in the cargo, the unit or a number; last whose name only contains them.
    """
    achados: dict[int, int] = {}
    for consulta in _do_melhor_ao_pior(conexao, texto, limite):
        for vinculo, servidor in conexao.execute(consulta):
            achados.setdefault(servidor, vinculo)
        if len(achados) >= limite:
            break
    return list(achados.values())[:limite]


def _do_melhor_ao_pior(conexao: Connection, texto: str, limite: int) -> Iterator[Select[int, int]]:
    procurados = termos(texto)
    if not procurados:
        return
    v, s = m.Vinculo, m.Servidor
    # The latest vínculo of a person stands for them: a name may have several.
    base = select(v.id, v.servidor_id).join_from(v, s, s.id == v.servidor_id)
    por_nome = (s.nome_busca, v.servidor_id, v.numero.desc())
    numeros = [t for t in procurados if t.isdecimal()]
    if numeros and eh_sqlite(conexao):
        inteiros = " ".join(f'"{n}"' for n in numeros)
        exatos = _que_casam(f"{{matricula cpf processo}} : ({inteiros})").limit(_CANDIDATOS)
        yield base.where(v.id.in_(exatos)).order_by(*por_nome).limit(limite)
    inicio = chave_busca(texto[:_MAIOR_TEXTO])
    yield (base.where(s.nome_busca >= inicio, s.nome_busca < f"{inicio}\uffff").order_by(*por_nome).limit(2 * limite))
    todos = vinculos_com(conexao, texto)
    assert todos is not None
    if eh_sqlite(conexao):
        frase = expressao_fts(texto, sem_cpf=_sem_cpf(conexao))
        nos_nomes = _que_casam(f"{{nome}} : ({frase})").limit(_CANDIDATOS)
        # The first name typed is more often somebody's first name than a surname.
        primeiro = s.nome_busca.not_like(f"{procurados[0]}%")
        yield base.where(v.id.in_(nos_nomes)).order_by(primeiro, *por_nome).limit(2 * limite)
    yield base.where(v.id.in_(todos.limit(_CANDIDATOS))).order_by(*por_nome).limit(2 * limite)
    meio = _com_o_meio(conexao, procurados) if eh_sqlite(conexao) else ""
    if meio:
        yield base.where(v.id.in_(_que_casam(meio).limit(_CANDIDATOS))).order_by(*por_nome).limit(2 * limite)


def _com_o_meio(conexao: Connection, procurados: Sequence[str]) -> str:
    """Return the expression that also finds words which contain a term; empty when none does."""
    conhecidas = vocabulario(conexao)
    partes, algum = [], False
    for termo in procurados:
        palavras = conhecidas.com_no_meio(termo, _DO_MEIO) if termo.isalpha() and len(termo) > 2 else []
        algum = algum or bool(palavras)
        partes.append(" OR ".join((*_grafias(termo, _sem_cpf(conexao)), *(f'"{palavra}"' for palavra in palavras))))
    return " AND ".join(f"({parte})" for parte in partes) if algum else ""


# ------------------------------------------------------------------ did you mean


def quis_dizer(conexao: Connection, texto: str, limite: int = 3) -> tuple[str, ...]:
    """Return what the text may have meant: other spellings that find somebody, the likeliest first.

    Words that begin no word of the index are the ones in doubt; when all begin one, any of them may be.
    """
    procurados = termos(texto)
    if not eh_sqlite(conexao) or len(procurados) > _PALAVRAS_DE_UM_NOME:
        return ()
    conhecidas = vocabulario(conexao)
    palavras = [t for t in procurados if t.isalpha()]
    erradas = {t for t in palavras if not conhecidas.comeca(t)}
    opcoes = [_opcoes(termo, erradas, conhecidas) for termo in procurados]
    # One word changed is likelier than two.
    trocas = sorted(product(*opcoes), key=lambda c: sum(a != b for a, b in zip(c, procurados, strict=True)))
    achadas = (
        " ".join(troca)
        for troca in trocas[:_TENTATIVAS]
        if troca != procurados and _alguem(conexao, expressao_fts(" ".join(troca)) or "")
    )
    return tuple(islice(achadas, limite))


def _opcoes(termo: str, erradas: Collection[str], conhecidas: Vocabulario) -> tuple[str, ...]:
    """Return what may stand for a term: others for one that nothing begins with; itself too while none is wrong."""
    if not termo.isalpha() or (erradas and termo not in erradas):
        return (termo,)
    parecidas = tuple(conhecidas.parecidas(termo, _PARECIDAS))
    return parecidas if termo in erradas else (termo, *parecidas)
