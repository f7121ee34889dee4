"""What the timeline draws, as values: scale, graduations, labels that do not collide. No widget here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ...estatuto.formatos.datas import MESES, formatar_data
from ...estatuto.tipos import EstadoPrazo, TipoPrazo
from ...servicos.tipos import LinhaPrazo, MarcaLinha, PeriodoLinha
from ..tema import Tom
from ..tons import tom_do_prazo

_MOSTRADOS = frozenset({EstadoPrazo.ABERTO, EstadoPrazo.ZONA_CINZENTA, EstadoPrazo.VENCIDO, EstadoPrazo.SUSPENSO})
_ANOS_A_FRENTE = 4
"""Years ahead of today that fit in the first view; what lies further (compulsória) is reached by scrolling."""

MENOR_ESCALA, MAIOR_ESCALA = 0.004, 24.0
"""Logical pixels per day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ponto:
    """A mark: an act done (``ato_id``) or a deadline ahead (``prazo_id``)."""

    data: date
    rotulo: str
    detalhe: str
    vinculo: int
    tom: Tom
    ato_id: int | None = None
    prazo_id: int | None = None
    ate: date | None = None
    ressalva: bool = False

    @property
    def texto(self) -> str:
        """What is said of it, aloud and in the tip."""
        partes = [f"{formatar_data(self.data)}: {self.rotulo}"]
        if self.detalhe:
            partes.append(self.detalhe)
        if self.ressalva:
            partes.append("Registrado com ressalva.")
        return "\n".join(partes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Barra:
    """A period in a row of its vínculo's lane."""

    inicio: date
    fim: date | None
    rotulo: str
    especie: str
    vinculo: int
    linha: int

    @property
    def texto(self) -> str:
        """What the tip says."""
        fim = f"até {formatar_data(self.fim)}" if self.fim is not None else "em curso"
        return f"{self.rotulo}\n{formatar_data(self.inicio)} {fim}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Faixa:
    """The lane of one vínculo."""

    vinculo: int
    titulo: str
    pontos: tuple[Ponto, ...]
    barras: tuple[Barra, ...]

    @property
    def linhas(self) -> int:
        """Rows that its bars take."""
        return max((barra.linha for barra in self.barras), default=-1) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Quadro:
    """Everything on the timeline: lanes, and the days it spans."""

    faixas: tuple[Faixa, ...]
    primeiro: date
    ultimo: date
    vista_ate: date
    hoje: date

    @property
    def pontos(self) -> tuple[Ponto, ...]:
        """The marks in the order in which the keyboard walks them."""
        todos = [ponto for faixa in self.faixas for ponto in faixa.pontos]
        return tuple(sorted(todos, key=lambda ponto: (ponto.data, ponto.vinculo, ponto.prazo_id or 0)))


def montar(
    *,
    marcas: Sequence[MarcaLinha],
    periodos: Sequence[PeriodoLinha],
    prazos: Sequence[LinhaPrazo],
    vinculos: Sequence[tuple[int, int, str]],
    hoje: date,
) -> Quadro:
    """Return the drawing of a file. ``vinculos`` are (number, id, cargo)."""
    numero_de = {id_: numero for numero, id_, _ in vinculos}
    # An act about the person (falecimento) has no vínculo: it is drawn on the latest one.
    ultimo_vinculo = max(numero_de.values(), default=1)
    pontos = [_do_ato(marca, marca.vinculo_numero or ultimo_vinculo) for marca in marcas]
    for prazo in prazos:
        if prazo.estado in _MOSTRADOS and prazo.vence is not None:
            pontos.append(_do_prazo(prazo, numero_de.get(prazo.vinculo_id, 1)))
    numeros = sorted({n for n, _, _ in vinculos} | {p.vinculo for p in pontos} | {p.vinculo_numero for p in periodos})
    cargo_de = {numero: cargo for numero, _, cargo in vinculos}
    varios = len(numeros) > 1
    faixas = tuple(
        Faixa(
            vinculo=numero,
            titulo=f"Vínculo {numero} · {cargo_de.get(numero, '')}".rstrip(" ·") if varios else "",
            pontos=tuple(sorted((p for p in pontos if p.vinculo == numero), key=lambda p: p.data)),
            barras=_barras([p for p in periodos if p.vinculo_numero == numero], hoje),
        )
        for numero in numeros
    )
    dias = [p.data for p in pontos] + [p.ate for p in pontos if p.ate] + [p.inicio for p in periodos]
    dias += [p.fim for p in periodos if p.fim is not None] + [hoje]
    primeiro, ultimo = min(dias), max(dias)
    horizonte = hoje + timedelta(days=365 * _ANOS_A_FRENTE)
    vista = max(dia for dia in dias if dia <= horizonte)
    return Quadro(faixas=faixas, primeiro=primeiro, ultimo=ultimo, vista_ate=vista, hoje=hoje)


def _do_ato(marca: MarcaLinha, vinculo: int) -> Ponto:
    return Ponto(
        data=marca.data,
        rotulo=marca.rotulo,
        detalhe=marca.detalhe,
        vinculo=vinculo,
        tom=Tom.ATENCAO if marca.ressalva else Tom.INFO,
        ato_id=marca.ato_id,
        ressalva=marca.ressalva,
    )


def _do_prazo(prazo: LinhaPrazo, vinculo: int) -> Ponto:
    assert prazo.vence is not None
    ate = prazo.vence_ultimo if prazo.vence_ultimo != prazo.vence else None
    detalhe = f"{prazo.rotulo}: prazo {prazo.estado.rotulo.lower()} ({prazo.dispositivo})."
    if ate is not None:
        detalhe += f" Último dia possível: {formatar_data(ate)}."
    return Ponto(
        data=prazo.vence,
        rotulo=_curto(prazo),
        detalhe=detalhe,
        vinculo=vinculo,
        tom=tom_do_prazo(prazo.estado),
        prazo_id=prazo.id,
        ate=ate,
    )


def _curto(prazo: LinhaPrazo) -> str:
    """Return the kind in few words: the losango already says that it is a deadline."""
    if prazo.tipo is TipoPrazo.AVALIACAO_SEMESTRAL and prazo.numero is not None:
        return f"{prazo.numero}ª avaliação"
    return prazo.tipo.rotulo


def _barras(periodos: Sequence[PeriodoLinha], hoje: date) -> tuple[Barra, ...]:
    """Place each period in the first row where nothing overlaps it."""
    livres: list[date] = []
    barras = []
    for periodo in sorted(periodos, key=lambda p: (_ORDEM.get(p.especie, 9), p.inicio)):
        fim = periodo.fim or max(hoje, periodo.inicio)
        linha = next((i for i, livre in enumerate(livres) if livre < periodo.inicio), len(livres))
        if linha == len(livres):
            livres.append(fim)
        else:
            livres[linha] = fim
        barras.append(
            Barra(
                inicio=periodo.inicio,
                fim=periodo.fim,
                rotulo=periodo.rotulo,
                especie=periodo.especie,
                vinculo=periodo.vinculo_numero,
                linha=linha,
            )
        )
    return tuple(barras)


_ORDEM = {"exercicio": 0, "estagio": 1, "afastamento": 2, "funcional": 3}

# ---------------------------------------------------------------- scale


@dataclass(frozen=True, slots=True, kw_only=True)
class Graduacao:
    """A tick of the axis; a strong one starts a year."""

    dia: date
    rotulo: str
    forte: bool


def graduacoes(inicio: date, fim: date, px_por_dia: float) -> tuple[Graduacao, ...]:
    """Return the ticks between two days: years, and months where they fit."""
    px_por_mes = px_por_dia * 30.4
    if px_por_mes >= 34:
        return _meses(inicio, fim, 1)
    if px_por_mes * 3 >= 34:
        return _meses(inicio, fim, 3)
    px_por_ano = px_por_dia * 365.25
    passo = next((p for p in (1, 2, 5, 10, 20, 50) if px_por_ano * p >= 44), 100)
    return tuple(
        Graduacao(dia=date(ano, 1, 1), rotulo=str(ano), forte=True)
        for ano in range(inicio.year - inicio.year % passo, fim.year + 1, passo)
        if inicio <= date(ano, 1, 1) <= fim
    )


def _meses(inicio: date, fim: date, passo: int) -> tuple[Graduacao, ...]:
    resultado = []
    ano, mes = inicio.year, 1
    while (dia := date(ano, mes, 1)) <= fim:
        if dia >= inicio:
            rotulo = str(ano) if mes == 1 else MESES[mes - 1][:3]
            resultado.append(Graduacao(dia=dia, rotulo=rotulo, forte=mes == 1))
        mes += passo
        if mes > 12:
            ano, mes = ano + 1, mes - 12
    return tuple(resultado)


def nivelar(posicoes: Sequence[float], larguras: Sequence[float], niveis: int, folga: float = 8) -> tuple[int, ...]:
    """Return the row in which each label is written, -1 for those that do not fit in any.

    A label starts at its mark and goes right; the lowest free row is taken, so near marks climb like a stair.
    """
    fins = [float("-inf")] * niveis
    resultado = []
    for x, largura in zip(posicoes, larguras, strict=True):
        nivel = next((n for n, fim in enumerate(fins) if fim + folga <= x), -1)
        if nivel >= 0:
            fins[nivel] = x + largura
        resultado.append(nivel)
    return tuple(resultado)
