"""Columns of what rules the law's dates: numbers with their source, choices made, deadlines that move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from ...estatuto.formatos.datas import formatar_data
from ...estatuto.parametros import Parametros, ValorParametro
from ...estatuto.tipos import ContagemPublicacao, FimDeMes
from ...relogio import fuso_da_bahia
from ...servicos.tipos import (
    Escolha,
    EspecieMovimento,
    JanelaEmUso,
    Movimento,
    ParametroEmUso,
    PrazoMovido,
    ValorEmUso,
)
from ..tema import Tom
from .base import Coluna
from .prazos import data_ou_traco

DIAS_CURTOS = ("seg", "ter", "qua", "qui", "sex", "sáb", "dom")


def milhar(numero: int) -> str:
    """Return a number with dots between thousands."""
    return f"{numero:,}".replace(",", ".")


def quando(instante: datetime | None) -> str:
    """Return an instant as a clerk in Bahia reads it; a dash for none."""
    return "—" if instante is None else f"{instante.astimezone(fuso_da_bahia()):%d/%m/%Y %H:%M}"


# ------------------------------------------------------------------ deadlines that move


def palavras_do_movimento(movimento: Movimento) -> str:
    """Return in a sentence or two how much moves, and of whom."""
    if not movimento.total:
        return "Nenhum prazo aberto muda de data."
    pessoas = "1 servidor" if movimento.pessoas == 1 else f"{milhar(movimento.pessoas)} servidores"
    prazos = "1 prazo aberto muda" if movimento.total == 1 else f"{milhar(movimento.total)} prazos abertos mudam"
    frase = f"{prazos} de data, de {pessoas}. Os que já foram encerrados por um ato ficam como estão."
    if not movimento.completo:
        frase += f" Aparecem os {milhar(len(movimento.movidos))} primeiros; a lista salva traz todos."
    return frase


def _com_dia(dia: date) -> str:
    return f"{formatar_data(dia)} ({DIAS_CURTOS[dia.weekday()]})"


def _de(movido: PrazoMovido) -> str:
    return "não existia" if movido.especie is EspecieMovimento.SURGE else _curta(movido.de)


def _para(movido: PrazoMovido) -> str:
    if movido.especie is EspecieMovimento.DEIXA:
        return "deixa de existir"
    return "suspenso" if movido.para is None else _com_dia(movido.para)


def _ultimo(movido: PrazoMovido) -> str:
    if movido.especie is not EspecieMovimento.MUDA:
        return "—"
    if (movido.ultimo_de, movido.ultimo_para) == (movido.de, movido.para):
        return "o mesmo"
    if movido.ultimo_de == movido.ultimo_para:
        return f"continua {formatar_data(movido.ultimo_de)}" if movido.ultimo_de else "continua suspenso"
    return f"{_curta(movido.ultimo_de)} → {_curta(movido.ultimo_para)}"


def _curta(dia: date | None) -> str:
    return "suspenso" if dia is None else formatar_data(dia)


COLUNAS_MOVIDOS: tuple[Coluna[PrazoMovido], ...] = (
    Coluna(chave="nome", rotulo="Servidor", largura=180, estica=True, texto=lambda x: x.nome),
    Coluna(chave="prazo", rotulo="Prazo", largura=150, texto=lambda x: x.rotulo),
    Coluna(chave="de", rotulo="Vence: de", largura=104, texto=_de, ordem=lambda x: x.de,
           dica=lambda x: _de(x) if x.de is None else _com_dia(x.de)),
    Coluna(chave="para", rotulo="Vence: para", largura=146, texto=_para, ordem=lambda x: x.para),
    Coluna(chave="ultimo", rotulo="Último dia", largura=176, texto=_ultimo, ordem=lambda x: x.ultimo_para,
           dica=lambda x: f"O último dia é o da leitura mais tardia; antes dele nada é proposto.\n{_ultimo(x)}"),
)  # fmt: skip


# ------------------------------------------------------------------ numbers of the law


@dataclass(frozen=True, slots=True, kw_only=True)
class LinhaParametro:
    """One dated value of a parameter, or one window of N10."""

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
    futuro: bool = False
    registrado_em: datetime | None = None
    usuario: str = ""
    parametro: ParametroEmUso | None = None
    janela: JanelaEmUso | None = None

    @property
    def da_instalacao(self) -> bool:
        """Tell whether it was entered here."""
        return self.registrado_em is not None

    @property
    def move(self) -> bool:
        """Tell whether deadlines rest on it."""
        return self.parametro is not None and bool(self.parametro.move)


_LEITURAS: dict[str, str] = {str(leitura): leitura.rotulo for leitura in (*ContagemPublicacao, *FimDeMes)}


def valor_em_palavras(valor: ValorParametro | None, unidade: str) -> str:
    """Return a value with its unit, as a clerk reads it."""
    if valor is None:
        return "ainda não informado"
    if unidade.startswith("leitura"):
        return _LEITURAS.get(str(valor), str(valor))
    if isinstance(valor, bool):
        return "sim" if valor else "não"
    escrito = str(valor).replace(".", ",") if isinstance(valor, Decimal) else str(valor)
    if unidade == "texto":
        return escrito
    if isinstance(valor, str) and " " not in valor:
        escrito = escrito.replace(",", ", ")
    separador = "" if unidade == "%" else " "
    return f"{escrito}{separador}{unidade}".strip()


def linhas_de_parametros(parametros: Parametros, hoje: date) -> tuple[LinhaParametro, ...]:
    """Return every dated value, readings included, without saying where each came from."""
    em_uso = [
        ParametroEmUso(parametro=p, valores=tuple(ValorEmUso(valor=v) for v in p.valores), admite="")
        for p in sorted(parametros.itens.values(), key=lambda p: p.rotulo.casefold())
    ]
    return linhas_em_uso(em_uso, (), hoje)


def linhas_em_uso(
    parametros: Sequence[ParametroEmUso], janelas: Sequence[JanelaEmUso], hoje: date
) -> tuple[LinhaParametro, ...]:
    """Return every dated value, by parameter and date, then the windows; those in force today are marked."""
    linhas = []
    for em_uso in parametros:
        parametro = em_uso.parametro
        atual = parametro.em(hoje)
        linhas += [
            LinhaParametro(
                chave=parametro.chave,
                rotulo=parametro.rotulo,
                valor=valor_em_palavras(v.valor.valor, parametro.unidade),
                desde=v.valor.desde,
                citacao=v.valor.citacao,
                conferido_em=v.valor.conferido_em,
                confirmado=v.valor.confirmado and v.valor.valor is not None,
                vigente=v.valor is atual,
                futuro=v.valor.desde > hoje,
                referencia=parametro.referencia,
                observacao=v.valor.observacao,
                registrado_em=v.registrado_em,
                usuario=v.usuario,
                parametro=em_uso,
            )
            for v in em_uso.valores
        ]
    for em_janela in janelas:
        j = em_janela.janela
        linhas.append(
            LinhaParametro(
                chave=j.chave,
                rotulo=f"Janela: {j.rotulo}",
                valor=f"até {formatar_data(j.fim)}",
                desde=j.inicio,
                citacao=j.citacao,
                conferido_em=j.conferido_em,
                confirmado=j.confirmado,
                vigente=j.inicio <= hoje <= j.fim,
                futuro=j.inicio > hoje,
                referencia="data da publicação do ato",
                observacao=j.observacao,
                registrado_em=em_janela.registrado_em,
                usuario=em_janela.usuario,
                janela=em_janela,
            )
        )
    return tuple(linhas)


def _origem(linha: LinhaParametro) -> str:
    if not linha.da_instalacao:
        return "Veio com o programa."
    return f"Registrado aqui por {linha.usuario} em {quando(linha.registrado_em)}."


def _conferido(linha: LinhaParametro) -> str:
    em = f" em {formatar_data(linha.conferido_em)}" if linha.conferido_em else ""
    return f"Lido no texto da lei{em}."


COLUNAS_PARAMETROS: tuple[Coluna[LinhaParametro], ...] = (
    Coluna(chave="rotulo", rotulo="Parâmetro", texto=lambda x: x.rotulo, largura=250, estica=True,
           dica=lambda x: f"{x.rotulo}\n{f'Conta pela {x.referencia}. ' if x.referencia else ''}{_origem(x)}"),
    Coluna(chave="valor", rotulo="Valor", texto=lambda x: x.valor, dica=lambda x: x.valor, largura=150),
    Coluna(chave="desde", rotulo="Desde", texto=lambda x: formatar_data(x.desde), largura=104,
           ordem=lambda x: x.desde),
    Coluna(chave="vigente", rotulo="Vigência", largura=108, oculta=True,
           texto=lambda x: "Hoje" if x.vigente else "Futura" if x.futuro else "Passada",
           tom=lambda x: Tom.SUCESSO if x.vigente else Tom.INFO if x.futuro else Tom.APAGADO),
    Coluna(chave="citacao", rotulo="Dispositivo", texto=lambda x: x.citacao or "—", largura=104),
    Coluna(chave="conferido", rotulo="Conferido em", largura=118, oculta=True,
           texto=lambda x: data_ou_traco(x.conferido_em), ordem=lambda x: x.conferido_em),
    Coluna(chave="situacao", rotulo="Conferência", largura=112,
           texto=lambda x: "Conferido" if x.confirmado else "a confirmar",
           tom=lambda x: Tom.SUCESSO if x.confirmado else Tom.ATENCAO,
           dica=lambda x: x.observacao or (_conferido(x) if x.confirmado
                                           else "Fonte indireta: confira na lei antes de responder por este número.")),
    Coluna(chave="origem", rotulo="Origem", largura=96, oculta=True,
           texto=lambda x: "Daqui" if x.da_instalacao else "Programa",
           tom=lambda x: Tom.INFO if x.da_instalacao else Tom.APAGADO, dica=_origem),
    Coluna(chave="fundamento", rotulo="Fundamento ou observação", largura=220, oculta=True,
           texto=lambda x: x.observacao or "—"),
)  # fmt: skip


# ------------------------------------------------------------------ choices made

COLUNAS_ESCOLHAS: tuple[Coluna[Escolha], ...] = (
    Coluna(chave="quando", rotulo="Quando", largura=142, texto=lambda x: quando(x.instante),
           ordem=lambda x: x.instante),
    Coluna(chave="leitura", rotulo="Leitura", largura=150, texto=lambda x: x.leitura),
    Coluna(chave="escolha", rotulo="Escolhida", largura=150, texto=lambda x: x.rotulo),
    Coluna(chave="fundamento", rotulo="Fundamento", largura=200, texto=lambda x: x.fundamento, estica=True),
    Coluna(chave="usuario", rotulo="Por", largura=104, texto=lambda x: x.usuario),
)  # fmt: skip
