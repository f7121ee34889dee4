"""The tables of the payroll system's portarias: one cell per line, cells missing, headings glued to each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from .diario_oficial_datas import datas
from .diario_oficial_texto import Linha

Especie = str
"""``matricula``, ``data``, ``dias``, ``texto`` and the like: what fits in a column."""

_COLUNAS: Final[tuple[tuple[str, str, Especie], ...]] = (
    ("matricula", r"matriculas?(?: do servidor)?|cadastro", "matricula"),
    ("nome", r"nome(?: d[oe](?:\(a\))? servidor(?:\(a\))?)?|servidor(?:\(a\))?", "texto"),
    ("cpf", r"cpf", "cpf"),
    ("simbolo", r"simbolo", "simbolo"),
    ("classe", r"classe(?:/nivel)?|nivel|referencia", "texto"),
    ("cargo", r"cargo(?:/funcao)?|funcao", "texto"),
    ("lotacao", r"unidade organizacional|unidade(?: de (?:lotacao|exercicio))?|lotacao|orgao", "texto"),
    ("municipio", r"municipio|cidade", "texto"),
    ("inicio_periodo", r"data (?:de |do )?inicio|inicio", "data"),
    ("fim_periodo", r"data (?:de |do )?(?:fim|termino|final)|fim|termino", "data"),
    ("dias", r"total(?: de)? dias|quantidade de dias|qtde?\.? (?:de )?dias|dias", "numero"),
    ("aquisitivo", r"periodo aquisitivo|quinquenio", "aquisitivo"),
    ("data_efeito", r"data (?:do |de )?efeito|a partir de|data|vigencia", "data"),
    ("processo", r"(?:n\W{0,3}(?:do )?)?processo(?: sei)?", "processo"),
    ("carga_horaria", r"carga horaria|c\.?h\.?\b", "numero"),
    (
        "motivo",
        r"motivo|observac(?:ao|oes)|tipo(?: de licenca)?|finalidade|instituicao|empregador|orgao de origem",
        "texto",
    ),
)
_COLUNA: Final = re.compile(
    r"[\s|·;:]*(?:" + "|".join(f"(?P<{nome}>{expressao})" for nome, expressao, _ in _COLUNAS) + ")"
)
QUALQUER: Final = "coluna_"
"""How the name of a column begins whose heading is not known: its cells are kept, and mean nothing."""
_ESPECIES: Final = {nome: especie for nome, _, especie in _COLUNAS}
_MATRICULA: Final = re.compile(r"(\d(?:\.?\d){4,9}(?:-[\dx])?)(?![\d/.\-])")
_PUBLICACAO: Final = re.compile(r"data (?:da|de) (?:sua )?publicacao")
_SEPARADOR: Final = re.compile(r"\t+|\s{2,}|\s*[|·;]\s*")
_UNIDADE: Final = re.compile(
    r"(?:colegio|escola|diretoria|hospital|delegacia|secretaria|coordenacao|nucleo|unidade|centro|departamento"
    r"|gabinete|superintendencia|instituto|complexo|cipm|nte|penitenciaria|conjunto|presidio)\b"
)
_RE: Final = {
    "data": re.compile(r"\d\d?[./-]\d\d?[./-]\d{2,4}|data (?:da|de) (?:sua )?publicacao"),
    "numero": re.compile(r"\d{1,5}"),
    "cpf": re.compile(r"[\d*x.\-]{11,14}"),
    "processo": re.compile(r"\d{3}[\d.\-/ ]{8,25}"),
    "simbolo": re.compile(r"[a-z]{1,3}-?\s?\d[a-z0-9-]{0,6}"),
    "aquisitivo": re.compile(r"\d.*"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Celula:
    """A cell and where it is in the text given."""

    mostra: str
    chave: str
    inicio: int
    fim: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Registro:
    """A row: its cells by column, those that found no column, the columns left empty, and where it is."""

    celulas: dict[str, Celula]
    sobras: tuple[Celula, ...]
    vazias: tuple[str, ...]
    inicio: int
    fim: int
    duvidosa: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabela:
    """A table: its columns, rows, and where the heading ends and the last row does."""

    colunas: tuple[str, ...]
    registros: tuple[Registro, ...]
    inicio: int
    fim_do_titulo: int
    resto: tuple[Linha, ...]
    """The lines after it."""


def colunas_em(chave: str) -> tuple[tuple[str, ...], int]:
    """Return the columns named at the beginning of a text, glued or not, and where they end."""
    nomes: list[str] = []
    posicao = 0
    while (achado := _COLUNA.match(chave, posicao)) is not None and achado.lastgroup is not None:
        nomes.append(achado.lastgroup)
        posicao = achado.end()
    return tuple(nomes), posicao


def eh_matricula(chave: str) -> bool:
    """Tell whether a line begins with a matrícula, and not with a date or a process."""
    achado = _MATRICULA.match(chave)
    return achado is not None and not _RE["data"].match(chave) and 5 <= len(re.sub(r"\D", "", achado[1])) <= 11


def ler_tabela(linhas: Sequence[Linha]) -> Tabela | None:
    """Return the table with which the lines begin; None when they begin otherwise."""
    linhas = _desaplanar(linhas)
    nomes: list[str] = []
    atual = 0
    while atual < len(linhas):
        achadas, ate = colunas_em(linhas[atual].chave)
        if nomes and eh_matricula(linhas[atual].chave):
            break
        if not achadas or linhas[atual].chave[ate:].strip(" |·;:."):
            if not nomes or not _coluna_qualquer(linhas, atual):
                break
            achadas = (f"{QUALQUER}{atual}",)
        nomes += [n for n in achadas if n not in nomes]
        atual += 1
    if len(nomes) < 2 or "matricula" not in nomes:
        return None
    titulo = atual
    inicios = [n for n in range(titulo, len(linhas)) if eh_matricula(linhas[n].chave)]
    if not inicios or inicios[0] != titulo:
        return None
    registros: list[Registro] = []
    final = titulo
    for ordem, inicio in enumerate(inicios):
        ultimo = ordem + 1 == len(inicios)
        fim = _fim_do_ultimo(linhas, inicio, nomes) if ultimo else inicios[ordem + 1]
        registros.append(_registro(linhas[inicio:fim], nomes))
        final = fim
    return Tabela(
        colunas=tuple(nomes),
        registros=tuple(registros),
        inicio=linhas[0].inicio,
        fim_do_titulo=linhas[titulo - 1].fim,
        resto=tuple(linhas[final:]),
    )


_LINHA_PLANA: Final = re.compile(r"(?<!\S)\d\d\.?\d{3}\.?\d{3}(?:-[\dx])?\s(?=[a-z])")
_FIM_DA_PLANA: Final = re.compile(r".*(?:\d\d[./]\d\d[./]\d{4}|data da publicacao)(?:\s\d{1,5}(?!\S))?")


def _desaplanar(linhas: Sequence[Linha]) -> Sequence[Linha]:
    """Return a table that lost its line breaks with a line for the heading and one for each row, as far as it can."""
    if not linhas:
        return linhas
    plana = linhas[0]
    nomes, ate = colunas_em(plana.chave)
    inicios = [achado.start() for achado in _LINHA_PLANA.finditer(plana.chave)]
    if len(nomes) < 2 or not inicios or plana.chave[ate : inicios[0]].strip():
        return linhas
    cortes = [0, *inicios]
    ultima = _FIM_DA_PLANA.match(plana.chave, inicios[-1])
    if ultima is not None and ultima.end() < len(plana.chave):
        cortes.append(ultima.end())
    pedacos = []
    for inicio, fim in pairwise([*cortes, len(plana.chave)]):
        mostra = plana.mostra[inicio:fim].strip()
        inicio += len(plana.mostra[inicio:fim]) - len(plana.mostra[inicio:fim].lstrip())
        if mostra:
            chave = plana.chave[inicio : inicio + len(mostra)]
            lugar = plana.inicio + inicio
            pedacos.append(replace(plana, inicio=lugar, fim=lugar + len(mostra), mostra=mostra, chave=chave))
    if ultima is not None and ultima.end() < len(plana.chave):
        pedacos[-1] = replace(pedacos[-1], depois_de_vazia=True)
    return [*pedacos, *linhas[1:]]


def _coluna_qualquer(linhas: Sequence[Linha], atual: int) -> bool:
    """Tell whether a line may be the heading of a column nobody foresaw: short, and the first row soon after."""
    linha = linhas[atual]
    if len(linha.chave) > 40 or any(c.isdigit() for c in linha.chave):
        return False
    return any(eh_matricula(seguinte.chave) for seguinte in linhas[atual + 1 : atual + 10])


_ASSINA: Final = re.compile(
    r"(?:Diretor|Secret[áa]ri|Superintend|Coordenador|Chefe d|Presidente|Reitor|Gerente|Subsecret|Procurador"
    r"|Delegad[oa]-Geral|Comandante)[a-zà-ÿ]*(?![A-ZÀ-Þ])"
    r"|DIRETOR(?:A|\(A\))? GERAL|SECRET[ÁA]RI[OA] D"
)


def _fim_do_ultimo(linhas: Sequence[Linha], inicio: int, nomes: Sequence[str]) -> int:
    """Return where the last row ends: the name and office of who signs come after it."""
    if len(_celulas(linhas[inicio], nomes)) > 2:
        return inicio + 1
    for numero in range(inicio + 1, len(linhas)):
        if _ASSINA.match(linhas[numero].mostra) and numero - 1 > inicio:
            return numero - 1
        if linhas[numero].depois_de_vazia and numero > inicio and not _cabe_mais(linhas, inicio, numero, nomes):
            return numero
    return min(len(linhas), inicio + max(len(nomes), len(_celulas(linhas[inicio], nomes)) > 1))


def _cabe_mais(linhas: Sequence[Linha], inicio: int, numero: int, nomes: Sequence[str]) -> bool:
    return sum(len(_celulas(linha, nomes)) for linha in linhas[inicio:numero]) < len(nomes)


def _celulas(linha: Linha, nomes: Sequence[str]) -> list[Celula]:
    """Return the cells of a line: usually one; several when tabs or wide gaps part them, or the matrícula is glued."""
    cortes: list[tuple[int, int]] = []
    posicao = 0
    matricula = _MATRICULA.match(linha.chave)
    if matricula is not None and matricula.end() < len(linha.chave) and not _RE["data"].match(linha.chave):
        cortes.append(matricula.span())
        posicao = matricula.end()
    for separador in _SEPARADOR.finditer(linha.mostra, posicao):
        if separador.start() > posicao:
            cortes.append((posicao, separador.start()))
        posicao = separador.end()
    if posicao < len(linha.mostra):
        cortes.append((posicao, len(linha.mostra)))
    if matricula is not None and len(cortes) == 2 and cortes[0] == matricula.span() and len(nomes) > 2:
        cortes = [cortes[0], *_por_especie(linha, *cortes[1])]
    celulas = []
    for inicio, fim in cortes:
        texto = linha.mostra[inicio:fim]
        inicio += len(texto) - len(texto.lstrip())
        texto = texto.strip()
        if texto:
            celulas.append(
                Celula(
                    mostra=" ".join(texto.split()), chave=" ".join(linha.chave[inicio : inicio + len(texto)].split()),
                    inicio=linha.inicio + inicio, fim=linha.inicio + inicio + len(texto),
                )
            )  # fmt: skip
    return celulas


def _por_especie(linha: Linha, inicio: int, fim: int) -> list[tuple[int, int]]:
    """Return the cells of a row in one line with single spaces: dates and numbers at the end tell themselves apart."""
    cauda = re.compile(r"(?:\s+(?:\d\d[./]\d\d[./]\d{4}|\d{1,5}|data da publicacao))+$").search(
        linha.chave, inicio, fim
    )
    if cauda is None:
        return [(inicio, fim)]
    itens = re.compile(r"\d\d[./]\d\d[./]\d{4}|\d{1,5}|data da publicacao").finditer(linha.chave, cauda.start(), fim)
    return [(inicio, cauda.start()), *(item.span() for item in itens)]


def _especie(nome: str) -> Especie:
    return _ESPECIES.get(nome, "qualquer")


def _cabe(nome: str, celula: Celula) -> float | None:
    """Return how badly a cell fits a column (0 is well), None when it does not."""
    especie = _especie(nome)
    if especie == "qualquer":
        return 0.3
    if especie == "matricula":
        return 0.0 if eh_matricula(celula.chave) else None
    if especie == "texto":
        if any(_RE[e].fullmatch(celula.chave) for e in ("data", "numero")) or not any(
            c.isalpha() for c in celula.chave
        ):
            return None
        unidade = _UNIDADE.match(celula.chave) is not None
        if nome == "nome":
            return 1.5 if unidade or any(c.isdigit() for c in celula.chave) or " " not in celula.chave else 0.0
        if nome == "lotacao":
            return 0.0 if unidade else 0.4
        return 0.8 if unidade else 0.0
    return 0.0 if _RE[especie].fullmatch(celula.chave) else None


def _registro(linhas: Sequence[Linha], nomes: Sequence[str]) -> Registro:
    celulas = [celula for linha in linhas for celula in _celulas(linha, nomes)]
    inicio, fim = linhas[0].inicio, linhas[-1].fim
    if len(celulas) == len(nomes) and all(_cabe(n, c) is not None for n, c in zip(nomes, celulas, strict=True)):
        return Registro(
            celulas=dict(zip(nomes, celulas, strict=True)), sobras=(), vazias=(), inicio=inicio, fim=fim, duvidosa=False
        )
    return _alinhar(celulas[: 4 * len(nomes)], nomes, inicio, fim, celulas[4 * len(nomes) :])


def _alinhar(celulas: list[Celula], nomes: Sequence[str], inicio: int, fim: int, resto: list[Celula]) -> Registro:
    """Put cells in columns when they are not as many: one is missing, or a long one went on in the next line."""
    longe = 1e9
    n, m = len(celulas), len(nomes)
    custo = [[longe] * (m + 1) for _ in range(n + 1)]
    passo: list[list[str]] = [[""] * (m + 1) for _ in range(n + 1)]
    custo[0][0] = 0.0
    for i in range(n + 1):
        for j in range(m + 1):
            agora = custo[i][j]
            if agora >= longe:
                continue
            opcoes: list[tuple[int, int, float, str]] = []
            if j < m:
                opcoes.append((i, j + 1, agora + (3.0 if nomes[j] == "nome" else 2.0), "vazia"))
            if i < n:
                opcoes.append((i + 1, j, agora + 5.0, "sobra"))
                if j < m and (mau := _cabe(nomes[j], celulas[i])) is not None:
                    opcoes.append((i + 1, j + 1, agora + mau, "cabe"))
                segue = j and i and _especie(nomes[j - 1]) == "texto" and passo[i][j] in ("cabe", "segue")
                if segue and _cabe("cargo", celulas[i]) is not None:
                    opcoes.append((i + 1, j, agora + 1.2, "segue"))
            for i2, j2, preco, nome in opcoes:
                if preco < custo[i2][j2]:
                    custo[i2][j2], passo[i2][j2] = preco, nome
    return _refazer(celulas, nomes, passo, inicio, fim, resto)


def _refazer(
    celulas: list[Celula], nomes: Sequence[str], passo: list[list[str]], inicio: int, fim: int, resto: list[Celula]
) -> Registro:
    i, j = len(celulas), len(nomes)
    achadas: dict[str, Celula] = {}
    sobras: list[Celula] = list(resto)
    vazias: list[str] = []
    segue = False
    while i or j:
        como = passo[i][j]
        if como == "vazia":
            j -= 1
            vazias.append(nomes[j])
            continue
        i -= 1
        if como == "sobra":
            sobras.append(celulas[i])
            continue
        if como == "cabe":
            j -= 1
        segue = segue or como == "segue"
        nome = nomes[j] if como == "cabe" else nomes[j - 1]
        antes = achadas.get(nome)
        achadas[nome] = celulas[i] if antes is None else _juntas(celulas[i], antes)
    textos_vazios = any(_especie(v) == "texto" for v in vazias)
    return Registro(
        celulas=achadas, sobras=tuple(reversed(sobras)), vazias=tuple(reversed(vazias)), inicio=inicio, fim=fim,
        duvidosa=bool(sobras) or segue or textos_vazios,
    )  # fmt: skip


def _juntas(uma: Celula, outra: Celula) -> Celula:
    return Celula(
        mostra=f"{uma.mostra} {outra.mostra}", chave=f"{uma.chave} {outra.chave}", inicio=uma.inicio, fim=outra.fim
    )


def eh_publicacao(celula: Celula) -> bool:
    """Tell whether a cell says "Data da Publicação" where a date should be."""
    return _PUBLICACAO.fullmatch(celula.chave) is not None


def data_da_celula(celula: Celula) -> tuple[object, bool, str | None]:
    """Return the date of a cell, whether it means no end, and what is wrong with it."""
    lidas = datas(celula.chave)
    if not lidas:
        return None, False, f"“{celula.mostra}” não é uma data."
    return lidas[0].dia, lidas[0].sem_fim, lidas[0].erro
