"""Papers of the Diário Oficial made from a seed: the labels are known because they were written first.

The same acts come whole, broken by the column of a PDF, glued, without accents, with the page's heading in the middle.
Where each act begins is followed through all of it by a mark that no gazette prints.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

from bahiaservidor.estatuto.formatos.datas import data_com_mes
from bahiaservidor.estatuto.formatos.matricula import formatar

from .diario_corpus import Amostra

MARCA: Final = "\ue0f0"
_NOMES: Final = (
    "ADELAIDE", "BONIFÁCIO", "CLÁUDIA", "DAGOBERTO", "EPIFÂNIA", "FLORÊNCIO", "GERTRUDES", "HIPÓLITO", "INÊS",
    "JUVENAL", "LEOCÁDIA", "MELQUÍADES", "NOÊMIA", "OLEGÁRIO", "PERPÉTUA", "ROQUE", "SERAFINA", "TEÓFILO", "ÚRSULA",
)  # fmt: skip
_SOBRENOMES: Final = (
    "ACÁCIO", "BARAÚNA", "CONCEIÇÃO", "D’ÁVILA", "DO ROSÁRIO", "ESPINHEIRA", "FAGUNDES", "DE GÓIS", "E SILVA", "LEÃO",
    "MUNIZ", "DAS NEVES", "PEÇANHA", "QUEIRÓS", "DOS REIS", "SÃO PEDRO", "TRIGUEIRO", "VILAS BOAS", "XAVIER", "SÁ",
)  # fmt: skip
_UNIDADES: Final = (
    "Departamento de Planejamento, Administração e Finanças", "Coordenação de Compras, Contratos e Convênios",
    "Diretoria de Gestão de Pessoas", "Superintendência de Obras, Projetos e Manutenção", "Ouvidoria Setorial",
    "Delegacia Territorial de Serra Alta", "Gabinete do Secretário", "Colégio Estadual Monte Belo",
)  # fmt: skip
_ORGAOS: Final = ("Polícia Civil da Bahia", "Superintendência de Administração", "Diretoria Geral")
_SECRETARIAS: Final = (
    "Secretaria da Segurança Pública", "Secretaria da Educação", "Secretaria da Saúde", "Secretaria de Turismo",
    "Secretaria da Fazenda", "Casa Civil",
)  # fmt: skip
_CARGOS: Final = (
    ("Coordenador III", "DAI-4"), ("Diretor", "DAS-2C"), ("Assistente II", "DAI-6"), ("Assessor Especial", "DAS-2C"),
    ("Coordenador Técnico", "DAS-2D"), ("Chefe de Gabinete", "DAS-2A"), ("Secretário Administrativo I", "DAI-5"),
)  # fmt: skip
_EFETIVOS: Final = ("Analista Técnico", "Delegado de Polícia Civil", "Professor", "Enfermeiro", "Perito Criminal")
_LICENCAS: Final = (
    ("licença para tratamento de saúde", "licenca_saude"), ("licença-prêmio", "licenca_premio"), ("férias", "ferias"),
    ("licença para tratar de interesse particular", "interesse_particular"),
)  # fmt: skip

Rotulo = dict[str, Any]


class _Fonte:
    """Where people and numbers come from."""

    def __init__(self, semente: int) -> None:
        self.r = random.Random(semente)

    def nome(self) -> str:
        return " ".join([self.r.choice(_NOMES), *self.r.sample(_SOBRENOMES, self.r.choice((1, 2, 2)))])

    def matricula(self) -> str:
        return f"{self.r.randrange(10_000_000, 93_000_000)}"

    def dia(self) -> date:
        return date(2026, 1, 1) + timedelta(days=self.r.randrange(360))

    def escrever(self, dia: date) -> str:
        forma = self.r.randrange(3)
        return data_com_mes(dia) if forma < 2 else f"{dia:%d/%m/%Y}"

    def numero(self, matricula: str) -> str:
        ordinal = self.r.choice(("nº ", "n° ", "nº", "no ", ""))
        escrita = self.r.choice((formatar(matricula), matricula, formatar(matricula)))
        return f"matrícula {ordinal}{escrita}{self.r.choice(('', '', '-7'))}"

    def lugar(self, rotulo: Rotulo) -> str:
        unidade, secretaria = self.r.choice(_UNIDADES), self.r.choice(_SECRETARIAS)
        meio = self.r.choice(("", self.r.choice(_ORGAOS)))
        partes = [unidade, *([meio] if meio else [])]
        artigos = [f"{_artigo(parte)} {parte}" for parte in partes]
        rotulo["lotacao"] = ", ".join([partes[0], *artigos[1:]])
        rotulo["secretaria"] = secretaria
        estrutura = self.r.choice(("da ", "da estrutura da "))
        return f"{', '.join(artigos)}, {estrutura}{secretaria}"


def _artigo(nome: str) -> str:
    return "do" if nome.split()[0] in ("Departamento", "Gabinete", "Colégio") else "da"


def _base(f: _Fonte, verbo: str, tipo: str) -> tuple[Rotulo, str, str]:
    nome, matricula = f.nome(), f.matricula()
    return {"verbo": verbo, "tipo": tipo, "nome": nome, "matricula": matricula}, nome, f.numero(matricula)


def _nomear(f: _Fonte) -> tuple[str, Rotulo]:
    rotulo, nome, matricula = _base(f, "nomear", "nomeacao")
    cargo, simbolo = f.r.choice(_CARGOS)
    rotulo |= {"cargo": cargo, "simbolo": simbolo}
    quem = nome
    if f.r.random() < 0.4:
        rotulo["cargo_de_origem"], rotulo["classe"] = f.r.choice(_EFETIVOS), f.r.choice(("Classe I", "Classe Especial"))
        quem += f", {rotulo['cargo_de_origem']}, {rotulo['classe']}"
    quem += f", {matricula},"
    si = f.r.choice(("", "", " (SI)"))
    texto = f"nomear {quem} para o cargo de {cargo}{si}, símbolo {simbolo}, {f.lugar(rotulo)}"
    if f.r.random() < 0.3:
        outro = f.nome()
        rotulo["ultimo_ocupante"] = outro
        vaga = f.r.choice(("anteriormente ocupado por", "vaga decorrente da exoneração de"))
        texto += f", {vaga} {outro}"
    return texto, rotulo


def _exonerar(f: _Fonte) -> tuple[str, Rotulo]:
    a_pedido = f.r.random() < 0.5
    rotulo, nome, matricula = _base(f, "exonerar", "exoneracao_a_pedido" if a_pedido else "exoneracao_a_juizo")
    cargo, simbolo = f.r.choice(_CARGOS)
    rotulo |= {"cargo": cargo, "simbolo": simbolo}
    pedido = ""
    if a_pedido:
        rotulo["a_pedido"], pedido = True, ", a pedido,"
    texto = f"exonerar{pedido} {nome}, {matricula}, do cargo de {cargo}, símbolo {simbolo}, {f.lugar(rotulo)}"
    if f.r.random() < 0.4:
        rotulo["data_efeito"] = f.dia()
        texto += f", a partir de {f.escrever(rotulo['data_efeito'])}"
    return texto, rotulo


def _afastar(f: _Fonte) -> tuple[str, Rotulo]:
    rotulo, nome, matricula = _base(f, "conceder", "afastamento")
    licenca, motivo = f.r.choice(_LICENCAS)
    inicio, dias = f.dia(), f.r.choice((15, 30, 45, 90))
    fim = inicio + timedelta(days=dias - 1)
    rotulo |= {"motivo": motivo, "inicio_periodo": inicio, "fim_periodo": fim, "dias": dias}
    prazo = f"por {dias} dias, no período de {f.escrever(inicio)} a {f.escrever(fim)}"
    return f"conceder {licenca} a {nome}, {matricula}, {prazo}", rotulo


def _aposentar(f: _Fonte) -> tuple[str, Rotulo]:
    rotulo, nome, matricula = _base(f, "aposentar", "aposentadoria")
    rotulo |= {"motivo": "voluntaria", "cargo": f.r.choice(_EFETIVOS), "secretaria": f.r.choice(_SECRETARIAS)}
    rotulo["processo"] = f"009.0111.2026.{f.r.randrange(10**7):07}-{f.r.randrange(100):02}"
    return (
        f"aposentar, voluntariamente, {nome}, {matricula}, no cargo de {rotulo['cargo']}, da {rotulo['secretaria']}, "
        f"conforme processo SEI nº {rotulo['processo']}"
    ), rotulo


def _tornar(f: _Fonte) -> tuple[str, Rotulo]:
    rotulo, nome, matricula = _base(f, "tornar sem efeito", "tornar_sem_efeito")
    dia = f.dia()
    cargo, simbolo = f.r.choice(_CARGOS)
    rotulo |= {"cargo": cargo, "simbolo": simbolo, "ref_especie": "Decreto", "ref_data": dia}
    rotulo["ref_doe_data"] = dia + timedelta(days=1)
    return (
        f"tornar sem efeito o Decreto de {f.escrever(dia)}, publicado no Diário Oficial do Estado de "
        f"{f.escrever(rotulo['ref_doe_data'])}, que nomeou {nome}, {matricula}, para o cargo de {cargo}, "
        f"símbolo {simbolo}, {f.lugar(rotulo)}"
    ), rotulo


def _relotar(f: _Fonte) -> tuple[str, Rotulo]:
    rotulo, nome, matricula = _base(f, "relotar", "relotacao")
    de, para = f.r.sample(_UNIDADES, 2)
    rotulo |= {"lotacao": para, "data_efeito": f.dia()}
    return (
        f"relotar {nome}, {matricula}, {_artigo(de)} {de} para {_artigo(para)[1]} {para}, "
        f"a contar de {f.escrever(rotulo['data_efeito'])}"
    ), rotulo


_ATOS: Final[tuple[Callable[[_Fonte], tuple[str, Rotulo]], ...]] = (
    _nomear, _nomear, _nomear, _exonerar, _exonerar, _afastar, _aposentar, _tornar, _relotar,
)  # fmt: skip


def decreto(semente: int) -> Amostra:
    """Return a decree in batch, whole: one act a paragraph."""
    f = _Fonte(semente)
    paragrafos, rotulos = [], []
    for _ in range(f.r.randrange(4, 10)):
        texto, rotulo = f.r.choice(_ATOS)(f)
        paragrafos.append(f"{MARCA}{texto}{f.r.choice(('.', '.', ''))}")
        rotulos.append(rotulo)
    cabeca = "O GOVERNADOR DO ESTADO DA BAHIA, no uso de suas atribuições, R E S O L V E"
    corpo = f.r.choice(("\n", "\n\n")).join([cabeca, *paragrafos])
    return _amostra(f"decreto {semente}", corpo, rotulos, "A")


def tabela(semente: int) -> Amostra:
    """Return a portaria of the payroll system with a table, one cell per line."""
    f = _Fonte(semente)
    glue = f.r.choice(("\n", "\n", ""))
    linhas = [
        f"Portaria Nº {f.r.randrange(10**6, 10**7):08} de {data_com_mes(f.dia())}",
        "O(A) DIRETOR(A) GERAL DO(A) SECRETARIA DA EDUCAÇÃO, no uso de suas atribuições, resolve conceder Licença "
        "Prêmio, o(s) servidor(es) abaixo relacionado(s):",
        glue.join(("Matrícula", "Nome", "Cargo", "Data Início", "Data Fim", "Total de Dias")),
    ]
    rotulos: list[Rotulo] = []
    for _ in range(f.r.randrange(1, 6)):
        rotulo, nome, _ = _base(f, "conceder", "afastamento")
        inicio, dias = f.dia(), f.r.choice((30, 60, 90))
        fim = inicio + timedelta(days=dias - 1)
        rotulo |= {"motivo": "licenca_premio", "cargo": f.r.choice(_EFETIVOS).upper(), "dias": dias}
        rotulo |= {"inicio_periodo": inicio, "fim_periodo": fim}
        linhas += [f"{MARCA}{rotulo['matricula']}", nome, rotulo["cargo"], f"{inicio:%d.%m.%Y}", f"{fim:%d.%m.%Y}"]
        linhas.append(str(dias))
        rotulos.append(rotulo)
        if f.r.random() < 0.3:
            linhas += ["Diário Oficial do Estado    Nº 24.400    página 7", "EXECUTIVO"]
    linhas += ["ORÍGENES TOSTES", "Diretor Geral", "SECRETARIA DA EDUCAÇÃO"]
    return _amostra(f"tabela {semente}", "\n".join(linhas), rotulos, "B")


def _amostra(nome: str, marcado: str, rotulos: list[Rotulo], forma: str | None) -> Amostra:
    pedacos = marcado.split(MARCA)
    lugares, total = [], 0
    for pedaco in pedacos[:-1]:
        total += len(pedaco)
        lugares.append(total)
    atos = [{"comeca": p[:30], **rotulo} for p, rotulo in zip(pedacos[1:], rotulos, strict=True)]
    return Amostra(nome=nome, texto="".join(pedacos), atos=tuple(atos), forma=forma, lugares=tuple(lugares))


def marcada(amostra: Amostra) -> str:
    """Return the text with a mark where each act begins."""
    partes, fim = [], 0
    for lugar in amostra.lugares or ():
        partes += [amostra.texto[fim:lugar], MARCA]
        fim = lugar
    return "".join([*partes, amostra.texto[fim:]])


def _coluna(r: random.Random, texto: str) -> str:
    """Break lines as the column of a PDF does, words too."""
    largura = r.choice((45, 60, 80))
    saida = []
    for paragrafo in texto.split("\n"):
        atual = ""
        for palavra in paragrafo.split(" "):
            if len(atual) + len(palavra) < largura:
                atual = f"{atual} {palavra}" if atual else palavra
                continue
            inteira = re.fullmatch(r"[a-zà-ÿ]{8,}", palavra)
            if inteira and atual and r.random() < 0.5:
                saida.append(f"{atual} {palavra[:4]}-")
                atual = palavra[4:]
            else:
                saida.append(atual)
                atual = palavra
        saida.append(atual)
    return "\n".join(saida)


def _paginas(r: random.Random, texto: str) -> str:
    linhas = texto.split("\n")
    for _ in range(2):
        lugar = r.randrange(2, len(linhas)) if len(linhas) > 3 else len(linhas)
        if MARCA not in "".join(linhas[lugar : lugar + 1]) or r.random() < 0.5:
            linhas[lugar:lugar] = ["Diário Oficial do Estado da Bahia  Nº 24.401  página 9", "EXECUTIVO"]
    return "\n".join(linhas)


def _sem_acento(texto: str) -> str:
    trocas = str.maketrans({"º": "o", "°": "o", "’": "'", "“": '"', "”": '"', "ª": "a"})
    simples = unicodedata.normalize("NFD", texto.translate(trocas))
    return "".join(c for c in simples if not unicodedata.combining(c))


def _colar(r: random.Random, texto: str) -> str:
    texto = re.sub(r"(?<=\d), do cargo", "do cargo", texto)
    texto = re.sub(r"n[º°] (?=\d)", "nº", texto)
    return texto.replace(", para o cargo", ",para o cargo") if r.random() < 0.5 else texto


VARIACOES: Final[dict[str, Callable[[random.Random, str], str]]] = {
    "inteiro": lambda _, t: t,
    "coluna": _coluna,
    "paginas": lambda r, t: _paginas(r, _coluna(r, t)),
    "espacos": lambda r, t: re.sub(r"(?<=[a-z]) (?=[a-z])", lambda _: r.choice((" ", "  ", "\u00a0", "\t")), t),
    "colado": _colar,
    "crlf": lambda r, t: _coluna(r, t).replace("\n", "\r\n"),
    "nfd": lambda _, t: unicodedata.normalize("NFD", t),
    "sem_acento": lambda _, t: _sem_acento(t),
    "maos_juntas": lambda r, t: _paginas(r, _coluna(r, _colar(r, t))),
}


def variar(amostra: Amostra, variacao: str, semente: int) -> Amostra:
    """Return the same acts in another guise."""
    marcado = VARIACOES[variacao](random.Random(semente), marcada(amostra))
    rotulos = [{n: v for n, v in ato.items() if n != "comeca"} for ato in amostra.atos]
    if variacao == "sem_acento":
        rotulos = [
            {n: _sem_acento(v) if isinstance(v, str) and n not in FECHADOS else v for n, v in a.items()}
            for a in rotulos
        ]
    return _amostra(f"{amostra.nome} ({variacao})", marcado, rotulos, amostra.forma)


FECHADOS: Final = frozenset({"verbo", "tipo", "motivo"})
"""What is in the reader's words, and not in those of the text."""


def geradas(quantas: int, semente: int = 0) -> list[Amostra]:
    """Return papers in every guise."""
    prontas = []
    for n in range(quantas):
        amostra = tabela(semente + n) if n % 4 == 3 else decreto(semente + n)
        for variacao in VARIACOES:
            # A table has one cell per line: columns do not break it.
            if amostra.forma == "B" and variacao in ("coluna", "paginas", "crlf", "espacos", "maos_juntas"):
                continue
            prontas.append(variar(amostra, variacao, semente + n))
    return prontas
