"""Consulta fundamentada: facts, numbered questions, provisions, computation, answers, other readings, what to do.

Values in, a `Peca` out.  Every sentence is a text of the template, named by a `Frase`, so that an órgão can adjust it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from bahiaservidor.documentos.modelos import IdentificacaoDocumento, OrgaoEmissor
from bahiaservidor.documentos.peca import (
    Assinam,
    Assinatura,
    Campo,
    Campos,
    LocalData,
    Parte,
    Peca,
    Subtitulo,
    Tabela,
    Texto,
)
from bahiaservidor.documentos.textos import Marcado, ModeloTexto
from bahiaservidor.estatuto.formatos.datas import formatar_data

CHAVE: Final = "consulta"
LINHAS_PARA_RESPONDER: Final = 5
_LETRAS_DA_LINHA: Final = 72
_NEGRITO: Final = re.compile(r"\*\*(.+?)\*\*")
_NADA: Final[Mapping[str, str | None]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Frase:
    """A text of the template, by key, and the values of its fields."""

    chave: str
    valores: Mapping[str, str | None] = field(default_factory=lambda: _NADA)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interessado:
    """Whom the question is about, as registered; None leaves a blank."""

    nome: str | None
    matricula: str | None = None
    cpf: str | None = None
    cargo: str | None = None
    natureza: str | None = None
    lotacao: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FatoRegistrado:
    """A registered fact: its day, what it is, and where it is registered."""

    data: dt.date
    texto: str
    fonte: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaPulado:
    """A day without expediente that moved a date, and what makes it one."""

    data: dt.date
    motivo: str
    fundamento: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DispositivoCitado:
    """A provision with our summary; ``a_confirmar`` when nobody checked it against the norm's own text."""

    citacao: str
    resumo: str
    a_confirmar: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NumeroDaLei:
    """A number the computation used, with its source; ``conferencia`` says whether somebody checked it."""

    rotulo: str
    valor: str
    citacao: str
    conferencia: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PassoCalculo:
    """A step of the computation and its provision."""

    texto: str
    dispositivo: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequisitoExaminado:
    """A requirement of an act and what was found."""

    descricao: str
    dispositivo: str
    resultado: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Questao:
    """A question and the sentences of its answer, printed one after the other."""

    pergunta: Frase
    resposta: Sequence[Frase]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutraLeitura:
    """What a reading that was not adopted would give."""

    nome: str
    dispositivo: str
    vence: str
    ultimo: str
    situacao: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Providencia:
    """What is to be done, by whom, by when."""

    texto: Frase
    quem: Frase
    quando: Frase


@dataclass(frozen=True, slots=True, kw_only=True)
class DadosConsulta:
    """Everything a consulta says.  ``proprias`` are the clerk's questions: numbered, the answers left to be written."""

    orgao: OrgaoEmissor
    identificacao: IdentificacaoDocumento
    data: dt.date
    interessado: Interessado
    assunto: Frase
    fatos: Sequence[FatoRegistrado]
    questoes: Sequence[Questao]
    dispositivos: Sequence[DispositivoCitado]
    providencias: Sequence[Providencia]
    dias: Sequence[DiaPulado] = ()
    numeros: Sequence[NumeroDaLei] = ()
    calculo: Sequence[PassoCalculo] = ()
    exame: Sequence[RequisitoExaminado] = ()
    leituras: Sequence[OutraLeitura] = ()
    notas: Sequence[Frase] = ()
    """What the section of other readings says besides the table."""
    limites: Sequence[Frase] = ()
    proprias: Sequence[str] = ()


def frases(dados: DadosConsulta) -> Iterable[Frase]:
    """Yield every text of the template that the paper asks for, but the headings."""
    yield dados.assunto
    for questao in dados.questoes:
        yield questao.pergunta
        yield from questao.resposta
    yield from dados.notas
    for providencia in dados.providencias:
        yield from (providencia.texto, providencia.quem, providencia.quando)
    yield from dados.limites


def em_texto(modelo: ModeloTexto, frase: Frase) -> Marcado:
    """Return a sentence filled in."""
    return Marcado(_NEGRITO.sub(r"<b>\1</b>", modelo.paragrafo(frase.chave, **frase.valores)))


def simples(marcado: str) -> str:
    """Return a filled text as a cell of a table or a citation reader takes it: no markup, ordinary spaces."""
    texto = marcado.replace("<b>", "").replace("</b>", "").replace("\u00a0", " ")
    return texto.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def montar(dados: DadosConsulta, modelo: ModeloTexto) -> Peca:
    """Return the paper.  ErroDominio when the template lacks a text, or a text asks for an unknown field."""
    montagem = _Montagem(dados, modelo)
    return Peca(
        chave=CHAVE,
        titulo=modelo.titulo,
        assunto=simples(em_texto(modelo, dados.assunto)),
        orgao=dados.orgao,
        identificacao=dados.identificacao,
        nome_corrente=dados.interessado.nome or "",
        grupos=montagem.grupos(),
    )


class _Montagem:
    """The groups of one paper, section by section."""

    def __init__(self, dados: DadosConsulta, modelo: ModeloTexto) -> None:
        self.dados = dados
        self.modelo = modelo

    def _p(self, chave: str, **valores: str | None) -> Marcado:
        return self.modelo.paragrafo(chave, **valores)

    def _celula(self, frase: Frase) -> str:
        return simples(em_texto(self.modelo, frase))

    def _titulo(self, chave: str) -> Subtitulo:
        return Subtitulo(texto=simples(self._p(chave)))

    def grupos(self) -> list[Sequence[Parte]]:
        """Return the sections in order."""
        return [
            *self._interessado(),
            *self._fatos(),
            *self._questoes(),
            *self._dispositivos(),
            *self._calculo(),
            *self._respostas(),
            *self._leituras(),
            *self._providencias(),
            *self._limites(),
        ]

    def _interessado(self) -> list[Sequence[Parte]]:
        quem = self.dados.interessado
        linhas = [
            [Campo("Interessado", quem.nome, 3, True)],
            [Campo("Matrícula", quem.matricula or "—"), Campo("CPF", quem.cpf or "—"),
             Campo("Natureza do cargo", quem.natureza or "—")],
            [Campo("Cargo", quem.cargo or "—"), Campo("Lotação", quem.lotacao or "—")],
            [Campo("Assunto", self._celula(self.dados.assunto))],
        ]  # fmt: skip
        return [
            [
                self._titulo("secao_interessado"),
                Campos(titulo=simples(self._p("quem_titulo")), linhas=linhas),
            ]
        ]

    def _fatos(self) -> list[Sequence[Parte]]:
        fatos = [
            [str(n), formatar_data(fato.data), fato.texto, fato.fonte]
            for n, fato in enumerate(self.dados.fatos, start=1)
        ]
        tabela = Tabela(
            colunas=["Nº", "Data", "Fato", "Onde está registrado"], pesos=[0.45, 1.1, 4.2, 3.6], linhas=fatos,
            vazia=simples(self._p("fatos_vazio")),
        )  # fmt: skip
        grupos: list[Sequence[Parte]] = [
            [self._titulo("secao_fatos"), Texto(texto=self._p("fatos_abertura"), pequeno=True), tabela]
        ]
        if self.dados.dias:
            dias = [[formatar_data(dia.data), dia.motivo, dia.fundamento] for dia in self.dados.dias]
            grupos.append(
                [
                    Tabela(
                        titulo=simples(self._p("dias_titulo")), colunas=["Dia", "Motivo", "Fundamento"],
                        pesos=[1.1, 4.2, 4.05], linhas=dias,
                    )
                ]
            )  # fmt: skip
        return grupos

    def _questoes(self) -> list[Sequence[Parte]]:
        textos: list[Parte] = [
            Texto(texto=em_texto(self.modelo, q.pergunta), marca=f"{n}.")
            for n, q in enumerate(self.dados.questoes, start=1)
        ]
        primeira = len(self.dados.questoes) + 1
        textos += [
            Texto(texto=self._p("questao_propria", questao=questao), marca=f"{n}.")
            for n, questao in enumerate(self.dados.proprias, start=primeira)
        ]
        abertura: list[Parte] = [self._titulo("secao_questoes"), Texto(texto=self._p("questoes_abertura"))]
        return [[*abertura, *textos[:2]], *([parte] for parte in textos[2:])]

    def _dispositivos(self) -> list[Sequence[Parte]]:
        linhas = [
            [d.citacao, d.resumo, simples(self._p("a_confirmar" if d.a_confirmar else "conferido"))]
            for d in self.dados.dispositivos
        ]
        grupos: list[Sequence[Parte]] = [
            [
                self._titulo("secao_dispositivos"),
                Texto(texto=self._p("dispositivos_abertura"), pequeno=True),
                Tabela(colunas=["Dispositivo", "O que dispõe", "Texto"], pesos=[2.2, 6, 1.15], linhas=linhas),
            ]
        ]
        if self.dados.numeros:
            numeros = [[n.rotulo, n.valor, n.citacao, n.conferencia] for n in self.dados.numeros]
            tabela = Tabela(
                titulo=simples(self._p("numeros_titulo")), colunas=["Número", "Valor", "Fonte", "Conferência"],
                pesos=[3.2, 1.5, 2.2, 3.2], linhas=numeros,
            )  # fmt: skip
            grupos.append([tabela])
        return grupos

    def _calculo(self) -> list[Sequence[Parte]]:
        titulo = self._titulo("secao_calculo")
        grupos: list[Sequence[Parte]] = []
        if self.dados.calculo:
            passos = [
                Texto(texto=self._p("passo" if p.dispositivo else "passo_sem_artigo", texto=p.texto.rstrip("."),
                                    dispositivo=p.dispositivo), marca=f"{n}.")
                for n, p in enumerate(self.dados.calculo, start=1)
            ]  # fmt: skip
            grupos += [[titulo, *passos[:2]], *([passo] for passo in passos[2:])]
        if self.dados.exame:
            linhas = [[r.descricao, r.dispositivo, r.resultado] for r in self.dados.exame]
            tabela = Tabela(
                titulo=simples(self._p("exame_titulo")), colunas=["Requisito", "Dispositivo", "O que se apurou"],
                pesos=[3.2, 1.9, 4.2], linhas=linhas,
            )  # fmt: skip
            grupos.append([tabela] if grupos else [titulo, tabela])
        return grupos or [[titulo, Texto(texto=self._p("calculo_vazio"))]]

    def _respostas(self) -> list[Sequence[Parte]]:
        grupos: list[Sequence[Parte]] = []
        for n, questao in enumerate(self.dados.questoes, start=1):
            corpo = Marcado(" ".join(em_texto(self.modelo, frase) for frase in questao.resposta))
            texto = Texto(texto=self._p("resposta", resposta=corpo), marca=f"{n}.")
            grupos.append([self._titulo("secao_respostas"), texto] if n == 1 else [texto])
        for n, propria in enumerate(self.dados.proprias, start=len(self.dados.questoes) + 1):
            linhas = [Texto(texto="_" * _LETRAS_DA_LINHA, marca=" ") for _ in range(LINHAS_PARA_RESPONDER)]
            grupos.append([Texto(texto=self._p("resposta_propria", questao=propria), marca=f"{n}."), *linhas])
        return grupos

    def _leituras(self) -> list[Sequence[Parte]]:
        titulo = self._titulo("secao_leituras")
        notas: list[Parte] = [Texto(texto=em_texto(self.modelo, nota)) for nota in self.dados.notas]
        if not self.dados.leituras:
            return [[titulo, *(notas[:1] or [Texto(texto=self._p("leituras_nenhuma"))])], *([n] for n in notas[1:])]
        linhas = [[x.nome, x.dispositivo, x.vence, x.ultimo, x.situacao] for x in self.dados.leituras]
        tabela = Tabela(
            colunas=["Leitura", "Dispositivo", "Venceria em", "Último dia", "Situação seria"],
            pesos=[3.4, 2.4, 1.2, 1.2, 1.5], linhas=linhas,
        )  # fmt: skip
        em = formatar_data(self.dados.data)
        abertura = Texto(texto=self._p("leituras_abertura", hoje=em), pequeno=True)
        return [[titulo, abertura, tabela], *([nota] for nota in notas)]

    def _providencias(self) -> list[Sequence[Parte]]:
        linhas = [
            [str(n), self._celula(p.texto), self._celula(p.quem), self._celula(p.quando)]
            for n, p in enumerate(self.dados.providencias, start=1)
        ]
        tabela = Tabela(colunas=["Nº", "O que fazer", "A quem cabe", "Quando"], pesos=[0.45, 4.6, 2.2, 2.2],
                        linhas=linhas)  # fmt: skip
        return [[self._titulo("secao_providencias"), tabela]]

    def _limites(self) -> list[Sequence[Parte]]:
        notas: list[Parte] = [Texto(texto=em_texto(self.modelo, nota), pequeno=True) for nota in self.dados.limites]
        if self.dados.proprias:
            notas.append(Texto(texto=self._p("limite_proprias"), pequeno=True))
        assinam = Assinam(
            itens=self.modelo.assinar(
                Assinatura(None, simples(self._p("assina_elaborou"))),
                Assinatura(None, simples(self._p("assina_ciente"))),
            )
        )
        # One group: a page never has the signatures alone.
        return [[self._titulo("secao_limites"), *notas, LocalData(data=self.dados.data), assinam]]
