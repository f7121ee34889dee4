"""The data of one act, each with the place it was read from: numbers, dates, terms, the act it is about."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from bahiaservidor.estatuto.formatos import cpf as formato_cpf
from bahiaservidor.estatuto.formatos import matricula as formato_matricula
from bahiaservidor.estatuto.formatos import processo_sei
from bahiaservidor.estatuto.formatos import simbolo as formato_simbolo

from .diario_oficial_datas import DIA, MES, NUMERO_DO_MES, PUBLICACAO, DataLida, datas, marcar
from .diario_oficial_texto import Corrido

NADA: Final = "\ue002"
"""Stands for what was already read and must not be read again as something else."""
_D: Final = f"{DIA}+"

MATRICULA: Final = re.compile(
    r"(?:matriculas?|cadastro|\bmat\.|registro funcional)\s*(?:funcional\s*)?(?:s[oe]b\s*)?(?:o\s*)?"
    r"(?:n\W{0,2}(?:[or]\W{0,2})?s?\s*)?[:.]?\s?"
    r"(?P<numero>\d(?:(?:\s?\.\s?|\s(?=\d{3}(?!\d)))?\d){3,10}(?:\s?-\s?[\dx](?!\d))?)"
)
_CPF: Final = re.compile(
    r"\bcpf\s*(?:/mf)?\s*(?:sob\s*)?(?:o\s*)?(?:n\W{0,2}?(?:[or]\W{0,2}?)?)?[:.]?\s?"
    r"(?P<numero>(?:\d{3}|\*{3}|x{3})\.?\s?\d{3}\.?\s?\d{3}\s?-?\s?(?:\d\d|\*\*|xx))"
)
PROCESSO: Final = re.compile(r"(?<!\d)\d{3}\s?\.\s?\d{4,5}\s?\.\s?\d{4}\s?\.\s?\d(?:\s?\d){6}\s?-\s?\d\s?\d(?!\d)")
_PROCESSO_ANTIGO: Final = re.compile(r"processos?[^\d;]{0,40}?(\d(?:[.\-/\s]?\d){12})(?!\d)")
_EDITAL: Final = re.compile(
    r"\bedital(?: (?:de|do|da)? ?[a-z/]{1,20}){0,4}\s*(?:n\W{0,2}(?:[or]\W{0,2})?)?\s?(?P<numero>\d{1,4}\s?/\s?\d{2,4})"
    rf"(?:\s*,?\s*(?:de\s+)?{_D})?(?:\s*,?\s*publicado[^.;:]{{0,60}}?{_D})?"
)
_SIMBOLO: Final = re.compile(
    r"\b((?:das|dai)\s?-?\s?\d\s?[a-d]?\b|(?:a|t|aux)-\d\d-(?:i{1,3}|iv)(?:-[a-z0-9]{1,2})?\b)"
    r"|simbolo\s*:?\s*([a-z]{1,4}\s?-?\s?\d[a-z0-9-]{0,8})"
)
_CLASSE: Final = re.compile(
    r"\b(?:classe|nivel|referencia|padrao)\s+(?:especial|unica|inicial|[ivx]{1,5}|\d{1,2}a?|[a-f])\b"
)
_CLASSE_NOVA: Final = re.compile(
    r"\bpara (?:a |o )?((?:classe|nivel|referencia|padrao)\s+(?:especial|[ivx]{1,5}|\d{1,2}a?|[a-f]))\b"
)
_CLASSIFICACAO: Final = re.compile(
    r"(?:classificad[oa](?: em| no| na)?|lugar|colocacao)\s*:?\s*(?:o |a )?(\d{1,5})\s?[oa]?"
    r"|(\d{1,5})\s?[oa]?\s?(?:lugar|coloca|classificad)"
)
_EXTENSO: Final = r"(?:\s?\([^()]{1,60}\))?"
_DIAS: Final = re.compile(rf"(?<![\d/.])(\d{{1,3}}(?:\.\d{{3}})*|\d+){_EXTENSO}\s+dias\b|total de dias\W{{0,3}}(\d+)")
_PERIODO: Final = re.compile(
    rf"(?:\bde|\bentre|\bperiodo|\bd[eo]s? dias?|\bcompreendido)\s*:?\s*(?:(?:de|entre(?: o dia| os dias)?"
    rf"|do dia)\s+)?({_D})\s*(?:,\s*)?(?:a|ate|e|-)\s*(?:o dia |o )?({_D})"
)
# The years a licence was earned in are not those in which it is enjoyed.
_OUTRO_PERIODO: Final = re.compile(
    rf"\b(?:quinquenios?|periodo aquisitivo|aquisitivo|decenio)\b[^.;{DIA}]{{0,20}}{_D}\s*(?:a|ate|e|-)\s*{_D}"
)
_PERIODO_CURTO: Final = re.compile(
    rf"(?:\bde|\bentre|\bperiodo)\s+(?:de\s+)?(\d{{1,2}})\s?o?\s*(?:de ({MES})\s*)?(?:a|ate|e)\s+({_D})"
)
_DESDE: Final = re.compile(
    rf"(?:a partir(?: d[eo])?|a contar(?: d[eo])?|com efeitos? (?:retroativos? )?(?:a partir de|a contar de"
    rf"|desde|a|de|em)|retroagindo(?: seus)?(?: os)?(?: efeitos)? a|retroativ[oa](?:mente)? a|desde"
    rf"|com inicio em|inicio em)\s*(?:o )?(?:dia\s*)?({_D}|{PUBLICACAO}+)"
)
_ATE: Final = re.compile(rf"\bate\s+(?:o dia\s+|o\s+)?({_D})")
_REFERIDO: Final = re.compile(
    r"\b(?:[oa] |d[oa] |n[oa] |[oa]s (?:efeitos d[oa] )?)?"
    r"(?P<especie>portaria|decreto(?: simples)?|resolucao|ato(?: de)?|edital|apostila|nomeacao|designacao"
    r"|licenca|exoneracao|aposentadoria|readaptacao)\b"
)
_NUMERO_DO_ATO: Final = re.compile(r"\s*n\W{0,2}(?:[or]\W{0,2})?\s?(?P<numero>\d[\d.]*(?:/\d{2,4})?)")
_DOE: Final = re.compile(
    r"publicad[oa](?:\(a\))?s?\s*(?:n[oa]\s*)?(?:edicao\s*)?(?:do\s*)?(?:diario oficial(?: do estado)?(?: da bahia)?"
    r"|d\.?\s?o\.?\s?e?\.?)\b\.?[^.;:]{0,40}?"
)
_DOE_NUMERO: Final = re.compile(r"[^.;:\d]{0,30}?\bn\W{0,2}(?:[or]\W{0,2})?\s?(\d\d\.?\d{3})(?!\d)")
_DOE_DATA: Final = re.compile(rf"[^.;:{DIA}]{{0,30}}({_D})")
_SE_LE: Final = re.compile(r"onde\s+se\s+le\s*[:,-]?\s*")
_LEIA: Final = re.compile(r"leia\s?-?\s?se\s*[:,-]?\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Achado:
    """A datum and where it is, in the positions of the act's own text."""

    valor: Any
    inicio: int
    fim: int
    confianca: float = 0.97


@dataclass(slots=True, kw_only=True)
class Achados:
    """What has been read of an act so far; ``chave`` loses what was read, so that nothing is read twice."""

    corrido: Corrido
    chave: str
    dias_lidos: list[DataLida]
    campos: dict[str, Achado] = field(default_factory=dict)
    duvidas: list[str] = field(default_factory=list)
    referido: str = ""
    """The words of the act it is about."""

    def guardar(self, nome: str, valor: Any, inicio: int, fim: int, confianca: float = 0.97) -> None:
        """Keep a datum; the first one found holds."""
        if nome not in self.campos and valor is not None:
            self.campos[nome] = Achado(valor=valor, inicio=inicio, fim=fim, confianca=confianca)

    def tapar(self, inicio: int, fim: int) -> None:
        """Take a stretch out of what is still to be read."""
        self.chave = self.chave[:inicio] + NADA * (fim - inicio) + self.chave[fim:]

    def valor(self, nome: str) -> Any:
        """Return a datum, None when it was not found."""
        achado = self.campos.get(nome)
        return achado.valor if achado else None

    def data_em(self, posicao: int) -> DataLida:
        """Return the date that begins at a position of ``chave``."""
        lugar = bisect_left(self.dias_lidos, posicao, key=lambda d: d.inicio)
        return self.dias_lidos[lugar]


def comecar(corrido: Corrido) -> Achados:
    """Return the act's text with its dates known and nothing else read."""
    lidas = datas(corrido.chave)
    achados = Achados(corrido=corrido, chave=marcar(corrido.chave, lidas), dias_lidos=lidas)
    achados.duvidas += [lida.erro for lida in lidas if lida.erro is not None]
    return achados


def ler_numeros(a: Achados) -> None:
    """Read process, edital, matrícula, CPF, symbol, class and classification."""
    processo = PROCESSO.search(a.corrido.chave)
    if processo is not None:
        a.guardar("processo", re.sub(r"\s", "", processo[0]), *processo.span())
        a.tapar(*processo.span())
    elif (
        "processo" in a.chave
        and (antigo := _PROCESSO_ANTIGO.search(a.corrido.chave)) is not None
        and processo_sei.valido(antigo[1])
    ):
        a.guardar("processo", processo_sei.validar(antigo[1]), *antigo.span(1))
        a.tapar(*antigo.span(1))
    edital = _EDITAL.search(a.chave) if "edital" in a.chave else None
    if edital is not None:
        a.guardar("edital", re.sub(r"\s", "", edital["numero"]), *edital.span("numero"))
        a.tapar(*edital.span())
    cpf = _CPF.search(a.chave) if "cpf" in a.chave else None
    if cpf is not None:
        _ler_cpf(a, cpf)
    matricula = MATRICULA.search(a.chave)
    if matricula is not None:
        guardar_matricula(a, matricula["numero"], *matricula.span("numero"))
        a.tapar(*matricula.span("numero"))
    for simbolo in _SIMBOLO.finditer(a.chave):
        texto = simbolo[1] or simbolo[2]
        numero = 1 if simbolo[1] else 2
        try:
            a.guardar(
                "simbolo", formato_simbolo.validar(re.sub(r"(?<=\d)\s(?=[a-d]$)", "", texto)), *simbolo.span(numero)
            )
        except formato_simbolo.SimboloInvalido:
            a.guardar("simbolo", texto.upper(), *simbolo.span(numero), confianca=0.4)
            a.duvidas.append(f"O símbolo {texto.upper()} não é conhecido.")
        break
    nova = _CLASSE_NOVA.search(a.chave)
    classe = _CLASSE.search(a.chave) if nova is None else nova
    if classe is not None:
        lugar = classe.span(1) if nova is not None else classe.span()
        a.guardar("classe", a.corrido.mostra[slice(*lugar)], *lugar)
    classificacao = _CLASSIFICACAO.search(a.chave)
    if classificacao is not None:
        grupo = 1 if classificacao[1] else 2
        a.guardar("classificacao", int(classificacao[grupo]), *classificacao.span(grupo))


def _ler_cpf(a: Achados, achado: re.Match[str]) -> None:
    numero = re.sub(r"\s", "", achado["numero"])
    lugar = achado.span("numero")
    if "*" in numero or "x" in numero:
        nus = re.sub(r"[^\d]", "", numero)
        a.guardar("cpf", f"***.{nus[:3]}.{nus[3:6]}-**", *lugar, confianca=0.7)
    elif formato_cpf.valido(numero):
        a.guardar("cpf", formato_cpf.validar(numero), *lugar)
    else:
        a.guardar("cpf", re.sub(r"\D", "", numero), *lugar, confianca=0.2)
        a.duvidas.append(f"O CPF {numero} não confere: os dois últimos números não correspondem aos demais.")
    a.tapar(*lugar)


def guardar_matricula(a: Achados, bruta: str, inicio: int, fim: int) -> None:
    """Keep a matrícula as eight digits; zeros put back or taken out at the left are a doubt."""
    texto = re.sub(r"\s", "", bruta)
    numero = formato_matricula.compactar(re.sub(r"-[\dx]$", "", texto))
    if len(numero) > 8 and not numero[: len(numero) - 8].strip("0"):
        numero = numero[-8:]
    if len(numero) == 8:
        a.guardar("matricula", numero, inicio, fim, 0.99)
    elif 4 <= len(numero) < 8:
        a.guardar("matricula", numero.zfill(8), inicio, fim, 0.5)
        a.duvidas.append(
            f"A matrícula saiu com {len(numero)} números ({bruta}); foi completada com zeros à esquerda: confira."
        )
    else:
        a.duvidas.append(f"A matrícula {bruta} não tem 8 números; não foi usada.")


def ler_referido(a: Achados, verbo: str) -> None:
    """Read the act that is annulled, ceased or rectified, and what was wrong and is right."""
    if verbo == "retificar":
        _ler_retificacao(a)
    achado = _REFERIDO.search(a.chave)
    if achado is None:
        return
    mostra = a.corrido.mostra
    especie = mostra[slice(*achado.span("especie"))]
    fim = achado.end()
    nome = re.compile(rf"\s*([^,.;{DIA}{NADA}]{{3,60}}?)(?=\s+n\W{{0,2}}o?\W{{0,2}}\d)").match(a.chave, fim)
    if achado["especie"] == "ato de" and nome is not None:
        especie = mostra[slice(*nome.span(1))]
        fim = nome.end()
    elif achado["especie"] in ("ato de", "ato"):
        especie = "ato"
    numero = _NUMERO_DO_ATO.match(a.chave, fim)
    fim = numero.end() if numero else fim
    data = re.compile(rf"[^{DIA}.;:]{{0,6}}({_D})").match(a.chave, fim)
    fim = data.end() if data else fim
    doe = _DOE.search(a.chave, achado.end(), fim + 250)
    doe_data: date | None = None
    doe_numero: str | None = None
    fim_doe = fim
    if doe is not None:
        fim_doe = doe.end()
        if (edicao := _DOE_NUMERO.match(a.chave, fim_doe)) is not None:
            doe_numero, fim_doe = edicao[1], edicao.end()
        if (dia := _DOE_DATA.match(a.chave, fim_doe)) is not None:
            doe_data, fim_doe = a.data_em(dia.start(1)).dia, dia.end()
    a.referido = a.chave[achado.start() : fim] + " " + a.chave[fim_doe : fim_doe + 200]
    valor = {
        "especie": especie,
        "numero": numero["numero"].strip(".") if numero else None,
        "data": a.data_em(data.start(1)).dia if data else None,
        "doe_numero": doe_numero,
        "doe_data": doe_data,
    }
    a.guardar("ato_referido", valor, achado.start("especie"), fim, 0.9 if numero or data or doe_data else 0.5)
    inicio = (
        achado.start() if achado["especie"] not in ("nomeacao", "designacao", "exoneracao") else achado.start("especie")
    )
    a.tapar(inicio, fim)
    if doe is not None:
        a.tapar(doe.start(), fim_doe)


def _ler_retificacao(a: Achados) -> None:
    mostra = a.corrido.mostra
    errado, certo = _SE_LE.search(a.corrido.chave), _LEIA.search(a.corrido.chave)
    if errado is not None:
        fim = certo.start() if certo is not None and certo.start() > errado.end() else len(mostra)
        _citado(a, "onde_se_le", errado.end(), fim)
    if certo is not None:
        fim = errado.start() if errado is not None and errado.start() > certo.end() else len(mostra)
        _citado(a, "leia_se", certo.end(), fim)
    comeco = min([m.start() for m in (errado, certo) if m is not None], default=len(mostra))
    a.tapar(comeco, len(mostra))


def _citado(a: Achados, nome: str, inicio: int, fim: int) -> None:
    mostra = a.corrido.mostra
    abre = mostra[inicio : inicio + 1]
    if abre in "“\"‘'«" and abre:
        inicio += 1
        fecha = min((p for p in (mostra.find(c, inicio, fim) for c in "”\"’'»") if p >= 0), default=-1)
        if fecha >= 0:
            fim = mostra.rfind("”", inicio, fim) if "”" in mostra[inicio:fim] else fecha
    while fim > inicio and mostra[fim - 1] in ' .;,”"':
        fim -= 1
    if fim > inicio:
        a.guardar(nome, mostra[inicio:fim], inicio, fim)


def ler_prazos(a: Achados, *, por_periodo: bool) -> None:
    """Read from when, until when and for how many days; ``por_periodo``: the act lasts, so "a partir de" begins it."""
    if DIA not in a.chave and PUBLICACAO not in a.chave and "dias" not in a.chave:
        return
    for outro in _OUTRO_PERIODO.finditer(a.chave):
        a.tapar(*outro.span())
    periodo = _PERIODO.search(a.chave)
    if periodo is not None:
        _guardar_dia(a, "inicio_periodo", periodo.start(1), periodo.end(1))
        _guardar_dia(a, "fim_periodo", periodo.start(2), periodo.end(2))
        a.tapar(*periodo.span())
    elif (curto := _PERIODO_CURTO.search(a.chave)) is not None:
        fim = a.data_em(curto.start(3)).dia
        if fim is not None:
            mes = NUMERO_DO_MES[curto[2]] if curto[2] else fim.month
            try:
                a.guardar("inicio_periodo", date(fim.year, mes, int(curto[1])), *curto.span(1), confianca=0.9)
            except ValueError:
                a.duvidas.append(f"Não há dia {curto[1]} no mês em que o período começa.")
            a.guardar("fim_periodo", fim, *curto.span(3))
            a.tapar(*curto.span())
    for desde in _DESDE.finditer(a.chave):
        if desde[1][0] == PUBLICACAO:
            a.guardar("efeito_na_publicacao", True, *desde.span(1))
        else:
            nome = "inicio_periodo" if por_periodo and "inicio_periodo" not in a.campos else "data_efeito"
            _guardar_dia(a, nome, desde.start(1), desde.end(1))
        a.tapar(*desde.span())
    ate = _ATE.search(a.chave)
    if ate is not None:
        _guardar_dia(a, "fim_periodo", ate.start(1), ate.end(1))
        a.tapar(*ate.span())
    dias = _DIAS.search(a.chave)
    if dias is not None:
        grupo = 1 if dias[1] else 2
        a.guardar("dias", int(dias[grupo].replace(".", "")), *dias.span(grupo))
    conferir_dias(a)


def _guardar_dia(a: Achados, nome: str, inicio: int, fim: int) -> None:
    lida = a.data_em(inicio)
    if lida.sem_fim:
        a.guardar("sem_fim", True, inicio, fim)
    else:
        a.guardar(nome, lida.dia, inicio, fim)


def conferir_dias(a: Achados) -> None:
    """Note as a doubt a term that ends before it begins, or whose total is not that of its dates (rule C10)."""
    inicio, fim, dias = a.valor("inicio_periodo"), a.valor("fim_periodo"), a.valor("dias")
    if inicio is None or fim is None:
        return
    if fim < inicio:
        a.duvidas.append(f"O período termina ({fim:%d/%m/%Y}) antes de começar ({inicio:%d/%m/%Y}).")
        return
    contados = (fim - inicio).days + 1
    if dias is not None and dias != contados:
        ultimo = inicio + timedelta(days=max(dias, 1) - 1) if dias < 100_000 else fim
        a.duvidas.append(
            f"O total de {dias} dias não confere: de {inicio:%d/%m/%Y} a {fim:%d/%m/%Y} são {contados}, contados o "
            f"primeiro e o último; com {dias}, terminaria em {ultimo:%d/%m/%Y}."
        )
