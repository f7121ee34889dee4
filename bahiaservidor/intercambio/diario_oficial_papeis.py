"""Where each paper begins, what its title and preamble say, and how it is signed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bahiaservidor.estatuto.formatos.nomes import normalizar

from .diario_oficial_datas import datas
from .diario_oficial_paginas import pendente
from .diario_oficial_texto import Corrido, Linha, correr
from .diario_oficial_tipos import Forma

_ESPECIE: Final = (
    r"portaria(?: conjunta| interministerial| normativa)?|decreto(?: simples)?|resolucao|ato(?: normativo)?|apostila"
    r"|instrucao normativa|ordem de servico|deliberacao|despacho|edital|aviso"
)
_N: Final = r"n\W{0,2}(?:[or]\W{0,2})?"
_TITULO: Final = re.compile(
    rf"(?P<especie>{_ESPECIE})(?: [a-z][a-z./-]{{1,20}}){{0,3}}\s*{_N}\s?(?P<numero>\d[\d.]*(?:/\d{{2,4}})?)"
    r"|(?P<sem>decreto(?: simples)?|portaria|ato)s? d[eo] \d{1,2}o? de [a-z]+ de \d{4}"
)
_AUTORIDADE: Final = re.compile(r"(?:o|a|os|as|o\(a\))\s")
_RESOLVE: Final = re.compile(r"\br\s?e\s?s\s?o\s?l\s?v\s?e\s?m?\b\s?[:;,-]?|\bd e c r e t a\b\s?:?|\bdecreta\b\s?:")
_NO_USO: Final = re.compile(
    r"\bno uso d|\bno exercicio d|\busando d|,|\bconsiderando\b|\btendo em vista|\br\s?e\s?s\s?o\s?l\s?v"
)
_SECAO: Final = re.compile(
    r"(?:decretos?|portarias?|atos|resolucoes|despachos)(?: simples| numerados| financeiros| do.{0,40})?"
)
_ALCANCE_RESOLVE: Final = 3000
_INICIO_NO_MEIO: Final = re.compile(
    r"(?<=[.;:)\w]\s)(?:(?:PORTARIA|Portaria|RESOLUÇÃO|DECRETO)\s+(?:CONJUNTA\s+)?N\W{0,3}\s?\d[\d./]*[^.;\n]{0,60}?\.?\s+(?=(?:O"
    r"|A|OS|AS|O\(A\))\s+[A-ZÀ-Þ(])"
    r"|(?:O|A)\s+(?:VICE-)?GOVERNADORA?\s+DO\s+ESTADO\s+DA\s+BAHIA,)"
)
CARGO_DE_QUEM_ASSINA: Final = re.compile(
    r"(?:Vice-)?(?:Governador|Secret[áa]ri|Subsecret|Diretor|Superintendent|Coordenador|Chefe d|Presidente|Reitor"
    r"|Pr[óo]-Reitor|Gerente|Comandante|Procurador|Delegad[oa]-Geral|Corregedor|Respons[áa]vel p|Ordenador)"
    r"|(?:GOVERNADOR|SECRET[ÁA]RI[OA] D|DIRETOR[A]?[ -]GERAL)"
)


@dataclass(slots=True, kw_only=True)
class PapelLido:
    """A paper with the lines that are its own, before anything is read of its acts."""

    linhas: list[Linha]
    cabeca: Corrido
    """Title and preamble, up to RESOLVE."""
    corpo: Corrido
    linhas_do_corpo: list[Linha]
    """The lines of ``corpo``; the first may begin before it, in the preamble."""
    forma: Forma = "?"
    tipo: str | None = None
    numero: str | None = None
    data: date | None = None
    autoridade: str | None = None
    orgao: str | None = None
    com_titulo: bool = False


def partir(todas: Sequence[Linha]) -> list[list[Linha]]:
    """Return the lines of each paper, in order; what comes before the first title is a paper without one."""
    todas = _romper(todas)
    grupos: list[list[Linha]] = [[]]
    com_titulo = resolvido = False
    anterior: Linha | None = None
    for numero, linha in enumerate(todas):
        titulo = not pendente(anterior) and eh_titulo(linha)
        autoridade = not titulo and not pendente(anterior) and _eh_autoridade(todas, numero)
        if titulo or (autoridade and (resolvido or not com_titulo)):
            antes = grupos[-1]
            novo = _secoes_no_fim(antes, limite=resolvido)
            grupos.append([*novo, linha])
            com_titulo, resolvido = titulo, False
        else:
            grupos[-1].append(linha)
        resolvido = resolvido or _RESOLVE.search(linha.chave) is not None
        anterior = linha
    return [grupo for grupo in grupos if grupo]


def eh_titulo(linha: Linha) -> bool:
    """Tell whether a line begins a paper: "PORTARIA Nº 227 de 20 de agosto de 2026"."""
    return linha.mostra[:1].isupper() and _TITULO.match(linha.chave) is not None


def _romper(todas: Sequence[Linha]) -> list[Linha]:
    """Return the lines with those that hold more than one paper cut where a paper begins."""
    prontas: list[Linha] = []
    for linha in todas:
        cortes = [m.start() for m in _INICIO_NO_MEIO.finditer(linha.mostra)] if len(linha.mostra) > 200 else []
        anterior = 0
        for corte in [*cortes, len(linha.mostra)]:
            pedaco = linha.mostra[anterior:corte].rstrip()
            if pedaco:
                prontas.append(
                    Linha(
                        inicio=linha.inicio + anterior,
                        fim=linha.inicio + anterior + len(pedaco),
                        mostra=pedaco,
                        chave=linha.chave[anterior : anterior + len(pedaco)],
                        depois_de_vazia=linha.depois_de_vazia if not anterior else False,
                    )
                )
            anterior = corte
    return prontas


def _eh_autoridade(todas: Sequence[Linha], numero: int) -> bool:
    linha = todas[numero]
    if not _AUTORIDADE.match(linha.chave):
        return False
    palavras = linha.mostra.split()
    if len(palavras) < 2 or not palavras[1].strip("(),").isupper() or len(palavras[1].strip("(),")) < 3:
        return False
    alcance = 0
    for seguinte in todas[numero : numero + 40]:
        if seguinte is not linha and eh_titulo(seguinte):
            return False
        if _RESOLVE.search(seguinte.chave[:_ALCANCE_RESOLVE]):
            return True
        alcance += len(seguinte.chave)
        if alcance > _ALCANCE_RESOLVE:
            return False
    return False


def _secoes_no_fim(antes: list[Linha], *, limite: bool) -> list[Linha]:
    """Take from the end of a paper the headings that announce the next one."""
    levadas: list[Linha] = []
    while antes and len(levadas) < 3:
        ultima = antes[-1]
        secao = _SECAO.fullmatch(ultima.chave) is not None
        orgao = not levadas and ultima.depois_de_vazia and ultima.mostra.isupper() and len(ultima.mostra) < 120
        if not secao and not (
            orgao
            and re.match(r"(?:secretaria|casa|universidade|instituto|gabinete|departamento|agencia)\b", ultima.chave)
        ):
            break
        levadas.insert(0, antes.pop())
    if not limite and antes and all(eh_cabecalho_solto(linha) for linha in antes):
        levadas = [*antes, *levadas]
        antes.clear()
    return levadas


def eh_cabecalho_solto(linha: Linha) -> bool:
    """Tell whether a line before any paper is a heading: in capitals, short, without numbers."""
    return linha.mostra.isupper() and len(linha.mostra) < 120 and not any(c.isdigit() for c in linha.mostra)


def montar(grupo: list[Linha]) -> PapelLido:
    """Return a paper with its title and preamble read and its body apart."""
    tudo = correr(grupo)
    fim = _fim_do_preambulo(tudo, grupo)
    cabeca, corpo = _cortar(tudo, 0, fim), _cortar(tudo, fim, len(tudo.mostra))
    inicio_corpo = corpo.posicoes[0] if corpo.mostra else grupo[-1].fim
    papel = PapelLido(
        linhas=grupo,
        cabeca=cabeca,
        corpo=corpo,
        linhas_do_corpo=[linha for linha in grupo if linha.fim > inicio_corpo],
    )
    _ler_titulo(papel)
    return papel


def _cortar(tudo: Corrido, inicio: int, fim: int) -> Corrido:
    return Corrido(
        tudo.mostra[inicio:fim],
        tudo.posicoes[inicio:fim],
        frozenset(q - inicio for q in tudo.quebras if inicio <= q < fim),
        frozenset(q - inicio for q in tudo.vazios if inicio <= q < fim),
        tudo.chave[inicio:fim],
    )


def _fim_do_preambulo(tudo: Corrido, grupo: list[Linha]) -> int:
    tem_titulo = any(eh_titulo(linha) for linha in grupo[:4])
    abre = tem_titulo or any(_eh_autoridade(grupo, n) for n in range(min(4, len(grupo))))
    resolve = _RESOLVE.search(tudo.chave, 0, _ALCANCE_RESOLVE) if abre else None
    if resolve is None:
        if not tem_titulo:
            return 0
        titulo = next(linha for linha in grupo[:4] if eh_titulo(linha))
        achado = _TITULO.search(tudo.chave)
        depois = achado.end() if achado else 0
        resto = re.compile(r"\s*,?\s*(?:de\s+)?\d{1,2}o?\s+de\s+[a-z]+\s+de\s+\d{4}\s?\.?").match(tudo.chave, depois)
        return max(resto.end() if resto else depois, len(titulo.chave) if len(titulo.chave) < 80 else 0)
    fim = resolve.end()
    while fim < len(tudo.chave) and tudo.chave[fim] in " :;,-":
        fim += 1
    return fim


def _ler_titulo(papel: PapelLido) -> None:
    cabeca = papel.cabeca
    titulo = next((m for m in _TITULO.finditer(cabeca.chave) if cabeca.mostra[m.start()].isupper()), None)
    if titulo is not None and titulo.start() > 200:
        titulo = None
    if titulo is not None:
        papel.com_titulo = True
        papel.tipo = re.sub(r"\s+", "_", (titulo["especie"] or titulo["sem"]).strip())
        papel.numero = titulo["numero"].strip(".") if titulo["numero"] else None
        depois = titulo.start() if titulo["sem"] else titulo.end()
        achadas = [d for d in datas(cabeca.chave[depois : depois + 80]) if d.dia is not None]
        if achadas and achadas[0].inicio < 40:
            papel.data = achadas[0].dia
    _ler_autoridade(papel, titulo.end() if titulo else 0)
    if titulo is None and papel.autoridade is not None:
        papel.tipo = "decreto" if "governador" in papel.autoridade.casefold() else None
    papel.forma = _forma(papel)


def _ler_autoridade(papel: PapelLido, depois: int) -> None:
    mostra, chave = papel.cabeca.mostra, papel.cabeca.chave
    achado = re.compile(r"(?:^|(?<=\s))(?:O|A|OS|AS|O\(A\))\s+(?=[A-ZÀ-Þ(]{3})").search(mostra, depois)
    if achado is None:
        return
    fim = _NO_USO.search(chave, achado.end())
    trecho = normalizar(mostra[achado.end() : fim.start() if fim else len(mostra)]).strip(" ,.")
    if not 4 <= len(trecho) <= 200:
        return
    papel.autoridade = trecho
    orgao = re.search(
        r"(?:^|\s)d(?:[oa]s?|o\(a\))\s+((?:SECRETARIA|UNIVERSIDADE|INSTITUTO|DEPARTAMENTO|FUNDAÇÃO"
        r"|POL[ÍI]CIA|CASA)\b.*)",
        trecho,
        re.IGNORECASE,
    )
    if orgao is not None:
        papel.orgao = orgao[1]


def _forma(papel: PapelLido) -> Forma:
    if papel.tipo == "portaria" and re.fullmatch(r"\d{8}", papel.numero or ""):
        return "B"
    if "abaixo relacionado" in papel.corpo.chave[:600] and papel.tipo == "portaria":
        return "B"
    if papel.tipo is not None and papel.tipo.startswith("decreto"):
        return "A"
    if papel.com_titulo:
        return "C"
    return "A" if papel.autoridade is not None else "?"
