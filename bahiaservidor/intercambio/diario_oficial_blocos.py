"""The body of a paper cut where each act begins and ends, and what there is between them."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from .diario_oficial_papeis import CARGO_DE_QUEM_ASSINA
from .diario_oficial_texto import Corrido
from .diario_oficial_verbos import VERBO, nome_do_verbo

EspecieBloco = Literal["ato", "clausula", "assinatura", "secao", "desistencia", "outro", "solto"]

_ENUMERADOR: Final = re.compile(
    r"(?:(?:art(?:igo)?\.?\s?\d{1,3}\s?o?|§\s?\d{1,2}\s?o?|paragrafo unico|[ivxlc]{1,6}"
    r"|\d{1,3}|[a-z])\s?[-.):º]*\s?[-.)]?\s+"
    r"|[-•*·>]\s?)?"
    r"(?:resolvem?\s*:?\s+|decreta\s*:?\s+)?"
)
_CLAUSULA: Final = re.compile(
    r"(?:(?:art(?:igo)?\.?\s?\d{1,3}\s?o?|paragrafo unico|§\s?\d{1,2}o?|\d{1,2}|[ivx]{1,5})\s?[-.):]*\s*)?"
    r"(?:est[ae] (?:portaria|decreto|ato|resolucao)\b|revogam-se|ficam revogadas|registre-se|publique-se|cumpra-se"
    r"|de-se ciencia|encaminhe-se|os efeitos desta|as? despesas?\b)"
)
_LOCAL: Final = re.compile(
    r"(?:palacio (?:do|de)|gabinete d[aoe]|salvador\s?(?:\(ba\)|/ba|-\s?ba|, ba)?\s?,|sala d[ae]s? sess"
    r"|em \d{1,2}o? de [a-z]+ de \d{4}\s?\.?$)"
)
_OUTRO: Final = re.compile(
    r"(?:instaurar|aprovar|instituir|delegar|determinar|estabelecer|constituir|criar|divulgar|tornar publico|fixar"
    r"|alterar|reconhecer|recomendar|encaminhar|arquivar|regulamentar|adjudicar|ratificar|ficam? \w+[aeiou]d[oa]s?)\b"
)
_INFINITIVO: Final = re.compile(r"[a-zà-ÿ]{3,20}[aeio]r\s")
_DESISTENCIA: Final = re.compile(
    r"(?:(?:relacao|lista|quadro) (?:d[oae]s? )?(?:candidat\w+ )?(?:desistent|desistenc|que desistir)"
    r"|desistenci|desistente|candidat\w+ desistent"
    r"|candidat\w+ que (?:desistir|apresentaram (?:termo de )?desist)|termos? de desistencia|desistir)"
)
_SEM_PONTO: Final = re.compile(r"[.;:!?\"”’)]$")
_NOME_DEPOIS: Final = re.compile(
    r"(?:\s*,[^,.;]{1,60},)?(?:\s+(?:[oaà]|ao|os|as|aos|às|o\(a\))(?:\s+servidor(?:a|es|as|\(a\))?"
    r"|\s+candidat[oa]s?)?)?"
    r"\s+[A-ZÀ-Þ][A-ZÀ-Þ'’]+(?:\s+(?:d[aeo]s?|e|DE|DA|DO|DOS|DAS|E))?\s+[A-ZÀ-Þ][A-ZÀ-Þ'’]*"
)
_NOME_LOGO: Final = re.compile(
    r"(?:\s*,?\s+[a-zà-ÿ]{1,16}){0,6}\s*,?\s+[A-ZÀ-Þ][A-ZÀ-Þ'’]+(?:\s+(?:d[aeo]s?|e|DE|DA|DO|DOS|DAS|E))?\s+[A-ZÀ-Þ][A-ZÀ-Þ'’]"
)
_OBJETO: Final = re.compile(
    r",? (?:a pedido|de oficio|o decreto|a portaria|as portarias|o ato|a nomeacao|os efeitos|o efeito"
    r"|o\(?s?\)? servidor|a servidora"
    r"|ao servidor|a servidora|os candidatos|sem efeito|licenca|ferias|a partir de|voluntariamente"
    r"|por merecimento|por antiguidade|em disponibilidade|a disposicao"
    r"|para fins|o afastamento|aposentadoria|a vacancia|vago)"
)
_PRESO: Final = re.compile(r"(?:^|\s)(?:e|ou|para|de|a|o|que|ao|da|do|em|por|com|no|na|sem|nao|deve|podera?)$|,$")
_CONTINUA: Final = re.compile(
    r"(?:onde se le|leia-se|leia -se|pessoas? com|candidat|ampla|lista|cota|paragrafo|matricula|cadastro)"
)
_ASPAS: Final = re.compile(r"[\"“‘'«]\s*$|se le\s*:?\s*$|leia-se\s*:?\s*$")
_NOME_SO: Final = re.compile(r"[A-ZÀ-Þ][A-Za-zÀ-ÿ'’.\-]*(?:\s+[A-ZÀ-Þa-z][A-Za-zÀ-ÿ'’.\-]*){1,7}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bloco:
    """A stretch of a body, in its positions; ``verbo`` and where what follows it begins, for an act."""

    especie: EspecieBloco
    inicio: int
    fim: int
    verbo: str = ""
    depois: int = 0


def blocos(corpo: Corrido) -> list[Bloco]:
    """Return the body cut in order, without gaps but for blanks."""
    marcos = sorted(_marcos(corpo), key=lambda b: b.inicio)
    prontos: list[Bloco] = []
    if not marcos or marcos[0].inicio > 0:
        marcos.insert(0, Bloco(especie="solto", inicio=0, fim=0))
    for numero, marco in enumerate(marcos):
        fim = marcos[numero + 1].inicio if numero + 1 < len(marcos) else len(corpo.mostra)
        for especie, de, ate in _aparar(corpo, marco, fim):
            if corpo.mostra[de:ate].strip():
                prontos.append(Bloco(especie=especie, inicio=de, fim=ate, verbo=marco.verbo, depois=marco.depois))
    return prontos


def _aparar(corpo: Corrido, marco: Bloco, fim: int) -> list[tuple[EspecieBloco, int, int]]:
    """Return a stretch, and apart what comes after a heading, a clause or a signature: it may be anything."""
    if marco.especie not in ("secao", "clausula", "assinatura"):
        return [(marco.especie, marco.inicio, fim)]
    quebras = sorted(q for q in corpo.quebras if marco.inicio < q < fim)
    for quebra, seguinte in pairwise([*quebras, fim]):
        solto = marco.especie == "secao" or (marco.especie == "assinatura" and seguinte - quebra > 100)
        if marco.especie == "clausula":
            solto = corpo.mostra[:quebra].rstrip().endswith(".") and not _CLAUSULA.match(corpo.chave, quebra)
        if solto:
            return [(marco.especie, marco.inicio, quebra), ("solto", quebra, fim)]
    return [(marco.especie, marco.inicio, fim)]


def _marcos(corpo: Corrido) -> list[Bloco]:
    marcos: dict[int, Bloco] = {}
    inicios = sorted(corpo.quebras | {0})
    for inicio in inicios:
        marco = _marco_de_linha(corpo, inicio, inicios)
        if marco is not None:
            marcos[inicio] = marco
    citados = _intervalos_de_aspas(corpo)
    for achado in VERBO.finditer(corpo.chave):
        posicao = achado.start()
        linha = inicios[bisect_right(inicios, posicao) - 1]
        if linha in marcos and marcos[linha].especie in ("clausula", "assinatura", "desistencia"):
            continue
        lugar = bisect_right(citados, (posicao, len(corpo.chave))) - 1
        if lugar >= 0 and posicao < citados[lugar][1]:
            continue
        comeco = _comeco_do_ato(corpo, achado, linha)
        if comeco is not None:
            if linha in marcos and marcos[linha].especie != "ato":
                del marcos[linha]
            marcos[posicao] = Bloco(
                especie="ato", inicio=posicao, fim=posicao, verbo=nome_do_verbo(achado), depois=achado.end()
            )
            if comeco < posicao and comeco not in marcos:
                # "Art. 1º - " before the verb is the numbering of the paper, not of the act.
                marcos[comeco] = Bloco(especie="secao", inicio=comeco, fim=posicao)
    return list(marcos.values())


def _intervalos_de_aspas(corpo: Corrido) -> list[tuple[int, int]]:
    """Return where what is rectified is quoted: the verbs in there are of the text that was wrong or is right."""
    intervalos = []
    for achado in re.finditer(r"(?:onde se le|leia\s?-\s?se)\s*:?\s*\"", corpo.chave):
        fim = corpo.chave.find('"', achado.end())
        intervalos.append((achado.start(), fim + 1 if 0 <= fim < achado.end() + 3000 else achado.end()))
    return intervalos


def _comeco_do_ato(corpo: Corrido, achado: re.Match[str], linha: int) -> int | None:
    """Return where the act of a verb begins, with its number in a list; None when the verb is not one that commands."""
    posicao = achado.start()
    antes = corpo.chave[max(0, posicao - 40) : posicao].rstrip()
    depois = corpo.mostra[achado.end() : achado.end() + 200]
    depois_chave = corpo.chave[achado.end() : achado.end() + 60]
    enumerador = _ENUMERADOR.match(corpo.chave, linha, posicao + 1)
    if enumerador is not None and enumerador.end() == posicao:
        if linha == 0 or linha in corpo.vazios:
            return None if _ASPAS.search(antes) else linha
        anterior = corpo.chave[max(0, linha - 40) : linha].rstrip()
        if _ASPAS.search(anterior):
            return None
        if _SEM_PONTO.search(anterior):
            return linha
        if _PRESO.search(anterior):
            return None
        objeto = _NOME_DEPOIS.match(depois) or _OBJETO.match(depois_chave)
        return linha if objeto else None
    if _ASPAS.search(antes):
        return None
    enumerado: re.Match[str] | None = None
    if not re.search(r"[.;:]$", antes):
        enumerado = re.search(r"[.;:]\s+((?:art\.?\s?\d{1,3}\s?o?|[ivx]{1,5}|\d{1,3}|[a-z])\s?[-.)]{1,2})$", antes)
        if enumerado is None and not re.search(r"(?:[.;,]|\be)$", antes):
            return None
    nome = _NOME_DEPOIS.match(depois) is not None
    if antes[-1:] in "e," and enumerado is None:
        return posicao if nome else None
    if not (nome or _NOME_LOGO.match(depois) or _OBJETO.match(depois_chave)):
        return None
    return posicao if enumerado is None else posicao - len(enumerado[1]) - 1


def _marco_de_linha(corpo: Corrido, inicio: int, inicios: list[int]) -> Bloco | None:
    numero = bisect_right(inicios, inicio)
    fim = inicios[numero] if numero < len(inicios) else len(corpo.mostra)
    chave, mostra = corpo.chave[inicio:fim].strip(), corpo.mostra[inicio:fim].strip()
    anterior = corpo.chave[max(0, inicio - 40) : inicio].rstrip()
    fechado = not anterior or inicio in corpo.vazios or _SEM_PONTO.search(anterior) is not None
    if _PRESO.search(anterior):
        return None
    especie: EspecieBloco | None = None
    if fechado and _CLAUSULA.match(chave):
        especie = "clausula"
    elif (fechado or mostra[:1].isupper()) and _LOCAL.match(chave) and len(chave) < 160 and re.search(r"\d{4}", chave):
        especie = "assinatura"
    elif _DESISTENCIA.match(chave) and len(chave) < 200 and (fechado or mostra[:1].isupper()):
        especie = "desistencia"
    elif fechado and (_OUTRO.match(chave, _salto(chave)) or _INFINITIVO.match(mostra, _salto(chave))):
        especie = None if VERBO.match(chave, _salto(chave)) else "outro"
    elif _assina(corpo, mostra, fim, inicios, numero, fechado=fechado):
        especie = "assinatura"
    elif fechado and mostra.isupper() and len(mostra) < 120 and not any(c.isdigit() for c in mostra) and " " in mostra:
        especie = "secao"
    elif inicio in corpo.vazios and fechado and not _CONTINUA.match(chave) and not mostra[:1].islower():
        especie = "solto"
    return Bloco(especie=especie, inicio=inicio, fim=fim) if especie else None


def _salto(chave: str) -> int:
    enumerador = _ENUMERADOR.match(chave)
    return enumerador.end() if enumerador else 0


def _assina(corpo: Corrido, mostra: str, fim: int, inicios: list[int], numero: int, *, fechado: bool) -> bool:
    """Tell whether a line is who signs: a name alone, and the office on the next line or nothing more."""
    if len(mostra) > 80 or not _NOME_SO.fullmatch(mostra) or VERBO.match(mostra.lower()):
        return False
    if fim >= len(corpo.mostra):
        return fechado and mostra.isupper()
    seguinte_fim = inicios[numero + 1] if numero + 1 < len(inicios) else len(corpo.mostra)
    seguinte = corpo.mostra[fim:seguinte_fim].strip()
    return len(seguinte) < 100 and CARGO_DE_QUEM_ASSINA.match(seguinte) is not None and not re.search(r"\d", seguinte)
