"""What the fold computes, stored for speed: vínculos, posts held, absences, deadlines.

Written by difference with what is stored, and compared the same way by ``verificar``.  Nothing here depends on today.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Select, bindparam, delete, func, insert, select, update

from ..estatuto.agil import agil
from ..estatuto.atos.emendas import EMENDAS
from ..estatuto.emendas import ressalvas_em_vigor
from ..estatuto.motor import MOTOR
from ..estatuto.prazos import Prazo
from ..estatuto.tipos import Situacao
from ..estatuto.vida import VidaFuncional, Vinculo, situacao_em
from . import modelos as m
from .livro import ler_atos_de
from .vidas import para_dobra

MOTIVO_CARGO_TEMPORARIO: Final = "cargo_temporario"
"""Absence derived from a later vínculo: a permanente serving a cargo temporário (N9)."""

_MUDAM_COM_O_DIA: Final = frozenset(
    {Situacao.AFASTADO, Situacao.ESTAVEL, Situacao.EM_ESTAGIO_PROBATORIO, Situacao.EM_EXERCICIO}
)
_LOTE: Final = 500

ChavePrazo = tuple[int, str, int]
Linha = dict[str, Any]


@agil
@dataclass(frozen=True, slots=True, kw_only=True)
class VidaCalculada:
    """A life with what was computed from it: deadlines and estabilidade of each vínculo, with ``hoje`` None."""

    servidor_id: int
    vida: VidaFuncional
    prazos: Mapping[int, Sequence[Prazo]]
    estavel_desde: Mapping[int, date | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Projecao:
    """The rows about one person, with the ids they have in the tables (none when only computed)."""

    vinculos: dict[int, Linha] = field(default_factory=dict)
    afastamentos: Counter[tuple[Any, ...]] = field(default_factory=Counter)
    ocupacoes: Counter[tuple[Any, ...]] = field(default_factory=Counter)
    prazos: dict[ChavePrazo, Linha] = field(default_factory=dict)
    ids_ocupacoes: dict[tuple[Any, ...], list[int]] = field(default_factory=dict)
    ids_afastamentos: dict[tuple[Any, ...], list[int]] = field(default_factory=dict)
    ids_prazos: dict[ChavePrazo, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Diferenca:
    """A stored row that is not what the book says, in words."""

    objeto: str
    detalhe: str


_NENHUMA: Final = Projecao()


# ------------------------------------------------------------------ computing rows


def projetar(calculada: VidaCalculada, ressalvas: Mapping[int, int]) -> Projecao:
    """Return the rows that a life gives.  ``ressalvas`` counts, by vínculo, the acts recorded with one."""
    projecao = Projecao()
    for vinculo in calculada.vida.vinculos:
        projecao.vinculos[vinculo.id] = {
            "servidor_id": calculada.servidor_id,
            "numero": vinculo.numero,
            "cargo_id": vinculo.cargo,
            "carater": vinculo.carater.value,
            "unidade_id": vinculo.unidade,
            "candidato_id": vinculo.candidato,
            "ocupa_desde": vinculo.ocupa_desde,
            "nomeacao": vinculo.nomeacao and vinculo.nomeacao.data,
            "posse": vinculo.posse and vinculo.posse.data,
            "exercicio": vinculo.exercicio and vinculo.exercicio.data,
            "sem_efeito": vinculo.sem_efeito and vinculo.sem_efeito.data,
            "fim": vinculo.fim and vinculo.fim.fato.data,
            "fim_causa": vinculo.fim.causa if vinculo.fim is not None else "",
            "situacao_base": situacao_base(calculada.vida, vinculo),
            "estavel_desde": calculada.estavel_desde.get(vinculo.id),
            "aposentado_em": vinculo.aposentadoria and vinculo.aposentadoria.fato.data,
            "disponivel_desde": vinculo.disponibilidade and vinculo.disponibilidade.data,
            "excedente_desde": vinculo.excedente and vinculo.excedente.data,
            "ressalvas": ressalvas.get(vinculo.id, 0),
            "motor": str(MOTOR),
        }
        # One at a time: they are one or two, and `Counter.update` first asks what it was given.
        for afastamento in _afastamentos(calculada.vida, vinculo):
            projecao.afastamentos[afastamento] += 1
        for o in vinculo.ocupacoes:
            projecao.ocupacoes[vinculo.id, o.cargo, o.unidade, o.desde, o.ate, o.excedente, o.causa] += 1
        for prazo in calculada.prazos.get(vinculo.id, ()):
            projecao.prazos[vinculo.id, prazo.tipo.value, prazo.posicao] = {
                "servidor_id": calculada.servidor_id,
                "inicio": prazo.inicio,
                "vence": prazo.vence,
                "vence_ultimo": prazo.vence_ultimo,
                "desfecho": prazo.desfecho.value if prazo.desfecho is not None else None,
                "fechado_em": prazo.fechado_em,
                "fechado_por": prazo.fechado_por,
                "conta_de": prazo.conta_de,
                "retido": prazo.retido,
                "depende_de_hoje": prazo.depende_de_hoje,
                "dispositivo": prazo.dispositivo,
            }
    return projecao


def situacao_base(vida: VidaFuncional, vinculo: Vinculo) -> str:
    """Return the word of section 10 before the facets that change with the day."""
    situacao = situacao_em(vida, vinculo, date.min, None)
    if vinculo.exercicio is not None and situacao in _MUDAM_COM_O_DIA:
        return Situacao.EM_EXERCICIO.value
    return situacao.value


def _afastamentos(vida: VidaFuncional, vinculo: Vinculo) -> Iterable[tuple[Any, ...]]:
    for a in vinculo.afastamentos:
        yield (vinculo.id, a.inicio, a.fim, a.motivo.value, a.suspende_estagio, a.ato or None)
    for periodo in vida.servindo_em_cargo_temporario(vinculo):
        yield (vinculo.id, periodo.inicio, periodo.fim, MOTIVO_CARGO_TEMPORARIO, None, None)


# ------------------------------------------------------------------ stored rows


def ler_projecoes(conexao: Connection, servidores: Iterable[int]) -> dict[int, Projecao]:
    """Return the stored rows of each of the people; for thousands, ask by chunks of some hundreds."""
    projecoes = {id_: Projecao() for id_ in servidores}
    ids = list(projecoes)
    for inicio in range(0, len(ids), _LOTE):
        lote = {"ids": ids[inicio : inicio + _LOTE]}
        for linha in conexao.execute(_VINCULOS, lote):
            projecoes[linha.servidor_id].vinculos[linha.id] = {n: linha._mapping[n] for n in _COLUNAS_VINCULO}
        for linha in conexao.execute(_AFASTAMENTOS, lote):
            chave = (linha.vinculo_id, linha.inicio, linha.fim, linha.motivo, linha.suspende_estagio, linha.ato_id)
            projecao = projecoes[linha.servidor_id]
            projecao.afastamentos[chave] += 1
            projecao.ids_afastamentos.setdefault(chave, []).append(linha.id)
        for linha in conexao.execute(_OCUPACOES, lote):
            chave = tuple(linha[1 : 1 + len(COLUNAS_OCUPACAO)])
            projecao = projecoes[linha.servidor_id]
            projecao.ocupacoes[chave] += 1
            projecao.ids_ocupacoes.setdefault(chave, []).append(linha.id)
        for linha in conexao.execute(_PRAZOS, lote):
            projecao = projecoes[linha.servidor_id]
            chave_prazo = (linha.vinculo_id, linha.tipo, linha.numero)
            projecao.prazos[chave_prazo] = {n: linha._mapping[n] for n in _COLUNAS_PRAZO}
            projecao.ids_prazos[chave_prazo] = linha.id
    return projecoes


def ler_ressalvas(conexao: Connection, servidores: Iterable[int]) -> dict[int, int]:
    """Return, by vínculo, how many acts in force were recorded with a ressalva."""
    ids = list(servidores)
    contagem: Counter[int] = Counter()
    for inicio in range(0, len(ids), _LOTE):
        lote = {"ids": ids[inicio : inicio + _LOTE]}
        # Few people have corrections: only of those must the acts be read to know which still hold.
        corrigidos = set(conexao.execute(_CORRIGIDOS, lote).scalars())
        for servidor_id, vinculo_id, quantos in conexao.execute(_RESSALVAS, lote):
            if servidor_id not in corrigidos:
                contagem[vinculo_id] += quantos
        for lidos in ler_atos_de(conexao, corrigidos).values():
            contagem.update(ressalvas_em_vigor(para_dobra(lido) for lido in lidos))
    return dict(contagem)


# ------------------------------------------------------------------ writing


def gravar_vidas(
    conexao: Connection, calculadas: Sequence[VidaCalculada], novas: Collection[int] = ()
) -> frozenset[int]:
    """Write the rows of many lives in a few statements; return the vínculos of which something changed.

    ``novas`` are the people whose first acts are in this transaction, none with a ressalva: there is nothing to read.
    """
    ids = [c.servidor_id for c in calculadas if c.servidor_id not in novas]
    ressalvas = ler_ressalvas(conexao, ids)
    gravadas = ler_projecoes(conexao, ids)
    escrita = _Escrita()
    for calculada in calculadas:
        escrita.acertar(gravadas.get(calculada.servidor_id, _NENHUMA), projetar(calculada, ressalvas))
    escrita.executar(conexao)
    return frozenset(escrita.mudados)


class _Escrita:
    """The statements that take stored rows to computed ones, gathered to run in bulk."""

    def __init__(self) -> None:
        self.mudados: set[int] = set()
        self._novos: list[Linha] = []
        self._alterados: list[Linha] = []
        self._retirados: list[Linha] = []
        self._afastamentos: list[Linha] = []
        self._sem_afastamentos: list[Linha] = []
        self._ocupacoes: list[Linha] = []
        self._sem_ocupacoes: list[Linha] = []
        self._prazos: list[Linha] = []
        self._prazos_alterados: list[Linha] = []
        self._sem_prazos: list[Linha] = []

    def acertar(self, antes: Projecao, depois: Projecao) -> None:
        """Add what takes ``antes`` to ``depois``."""
        tocados: set[int] = set()
        for chave, prazo in depois.prazos.items():
            gravado = antes.prazos.get(chave)
            if gravado is None:
                self._prazos.append({"vinculo_id": chave[0], "tipo": chave[1], "numero": chave[2], **prazo})
            elif gravado != prazo:
                self._prazos_alterados.append({"chave_": antes.ids_prazos[chave], **prazo})
            else:
                continue
            tocados.add(chave[0])
        for chave in antes.prazos.keys() - depois.prazos.keys():
            self._sem_prazos.append({"chave_": antes.ids_prazos[chave]})
            tocados.add(chave[0])
        for velhos, novos, ids, colunas, entram, saem in (
            (antes.afastamentos, depois.afastamentos, antes.ids_afastamentos, COLUNAS_AFASTAMENTO,
             self._afastamentos, self._sem_afastamentos),
            (antes.ocupacoes, depois.ocupacoes, antes.ids_ocupacoes, COLUNAS_OCUPACAO,
             self._ocupacoes, self._sem_ocupacoes),
        ):  # fmt: skip
            if velhos == novos:
                continue
            for periodo, quantos in (novos - velhos).items():
                entram += [dict(zip(colunas, periodo, strict=True))] * quantos
                tocados.add(periodo[0])
            for periodo, quantos in (velhos - novos).items():
                saem += [{"chave_": id_} for id_ in ids[periodo][:quantos]]
                tocados.add(periodo[0])
        for id_, vinculo in depois.vinculos.items():
            gravado = antes.vinculos.get(id_)
            if gravado is None:
                self._novos.append({"id": id_, "versao": 1, **vinculo})
            elif gravado != vinculo or id_ in tocados:
                self._alterados.append({"chave_": id_, **vinculo})
            else:
                continue
            tocados.add(id_)
        retirados = antes.vinculos.keys() - depois.vinculos.keys()
        self._retirados += [{"chave_": id_} for id_ in retirados]
        self.mudados |= tocados | retirados

    def executar(self, conexao: Connection) -> None:
        """Run the statements: what is pointed to comes first, what points goes first."""
        for comando, linhas in (
            (_APAGA_PRAZO, self._sem_prazos),
            (_APAGA_AFASTAMENTO, self._sem_afastamentos),
            (_APAGA_OCUPACAO, self._sem_ocupacoes),
            (_APAGA_VINCULO, self._retirados),
            (_INSERE_VINCULO, self._novos),
            (_ALTERA_VINCULO, self._alterados),
            (_INSERE_AFASTAMENTO, self._afastamentos),
            (_INSERE_OCUPACAO, self._ocupacoes),
            (_ALTERA_PRAZO, self._prazos_alterados),
            (_INSERE_PRAZO, self._prazos),
        ):
            if linhas:
                conexao.execute(comando, linhas if len(linhas) > 1 else linhas[0])


# ------------------------------------------------------------------ comparing


def comparar(antes: Projecao, depois: Projecao) -> list[Diferenca]:
    """Return how the stored rows (``antes``) differ from the computed ones (``depois``)."""
    diferencas: list[Diferenca] = []
    for id_ in sorted(antes.vinculos.keys() | depois.vinculos.keys()):
        diferencas += _comparar_linha(f"vínculo {id_}", antes.vinculos.get(id_), depois.vinculos.get(id_))
    for chave in sorted(antes.prazos.keys() | depois.prazos.keys()):
        numero = f" nº {chave[2]}" if chave[2] else ""
        objeto = f"vínculo {chave[0]}, prazo {chave[1]}{numero}"
        diferencas += _comparar_linha(objeto, antes.prazos.get(chave), depois.prazos.get(chave))
    for periodo in sorted(antes.afastamentos - depois.afastamentos, key=str):
        diferencas.append(Diferenca(objeto=f"vínculo {periodo[0]}", detalhe=f"sobra o {_periodo(periodo)}"))
    for periodo in sorted(depois.afastamentos - antes.afastamentos, key=str):
        diferencas.append(Diferenca(objeto=f"vínculo {periodo[0]}", detalhe=f"falta o {_periodo(periodo)}"))
    for posto in sorted(antes.ocupacoes - depois.ocupacoes, key=str):
        diferencas.append(Diferenca(objeto=f"vínculo {posto[0]}", detalhe=f"sobra o {_posto(posto)}"))
    for posto in sorted(depois.ocupacoes - antes.ocupacoes, key=str):
        diferencas.append(Diferenca(objeto=f"vínculo {posto[0]}", detalhe=f"falta o {_posto(posto)}"))
    return diferencas


def _comparar_linha(objeto: str, antes: Linha | None, depois: Linha | None) -> list[Diferenca]:
    if antes is None:
        return [Diferenca(objeto=objeto, detalhe="está no livro e falta na tabela")]
    if depois is None:
        return [Diferenca(objeto=objeto, detalhe="está na tabela e não no livro")]
    return [
        Diferenca(objeto=objeto, detalhe=f"{nome}: gravado {em_palavras(antes[nome])}, pelo livro {em_palavras(valor)}")
        for nome, valor in depois.items()
        if antes[nome] != valor
    ]


def em_palavras(valor: Any) -> str:
    """Return a value as a report shows it."""
    if valor is None or valor == "":
        return "vazio"
    if isinstance(valor, date):
        return f"{valor:%d/%m/%Y}"
    if isinstance(valor, bool):
        return "sim" if valor else "não"
    return f"“{valor}”"


def _periodo(periodo: tuple[Any, ...]) -> str:
    fim = "sem término" if periodo[2] is None else f"a {periodo[2]:%d/%m/%Y}"
    return f"afastamento {periodo[3]}, de {periodo[1]:%d/%m/%Y} {fim}"


def _posto(posto: tuple[Any, ...]) -> str:
    ate = "em diante" if posto[4] is None else f"a {posto[4]:%d/%m/%Y}"
    return f"posto do cargo {posto[1]}, de {posto[3]:%d/%m/%Y} {ate}"


# ------------------------------------------------------------------ statements, compiled once


def _dos(modelo: Any, coluna: Any, *colunas: Any) -> Select[Any]:
    return select(*colunas).select_from(modelo).where(coluna.in_(bindparam("ids", expanding=True)))


_COLUNAS_VINCULO = tuple(c.name for c in m.Vinculo.__table__.columns if c.name not in ("id", "matricula", "versao"))
COLUNAS_AFASTAMENTO = ("vinculo_id", "inicio", "fim", "motivo", "suspende_estagio", "ato_id")
COLUNAS_OCUPACAO = ("vinculo_id", "cargo_id", "unidade_id", "desde", "ate", "excedente", "causa")
_COLUNAS_PRAZO = tuple(
    c.name for c in m.Prazo.__table__.columns if c.name not in ("id", "vinculo_id", "tipo", "numero")
)
_VINCULOS = _dos(m.Vinculo, m.Vinculo.servidor_id, *m.Vinculo.__table__.columns)
_AFASTAMENTOS = _dos(
    m.Afastamento, m.Vinculo.servidor_id, *m.Afastamento.__table__.columns, m.Vinculo.servidor_id
).join(m.Vinculo, m.Vinculo.id == m.Afastamento.vinculo_id)
_OCUPACOES = _dos(
    m.Ocupacao,
    m.Vinculo.servidor_id,
    m.Ocupacao.id,
    *(m.Ocupacao.__table__.columns[nome] for nome in COLUNAS_OCUPACAO),
    m.Vinculo.servidor_id,
).join(m.Vinculo, m.Vinculo.id == m.Ocupacao.vinculo_id)
_PRAZOS = _dos(m.Prazo, m.Prazo.servidor_id, *m.Prazo.__table__.columns)
_RESSALVAS = (
    _dos(m.Ato, m.Ato.servidor_id, m.Ato.servidor_id, m.Ato.vinculo_id, func.count())
    .where(m.Ato.ressalva.is_not(None), m.Ato.vinculo_id.is_not(None))
    .group_by(m.Ato.servidor_id, m.Ato.vinculo_id)
)
_CORRIGIDOS = (
    _dos(m.Ato, m.Ato.servidor_id, m.Ato.servidor_id).where(m.Ato.tipo.in_([d.tipo for d in EMENDAS])).distinct()
)
_INSERE_VINCULO = insert(m.Vinculo)
_ALTERA_VINCULO = (
    update(m.Vinculo)
    .where(m.Vinculo.id == bindparam("chave_"))
    .values({**{nome: bindparam(nome) for nome in _COLUNAS_VINCULO}, "versao": m.Vinculo.versao + 1})
)
_APAGA_VINCULO = delete(m.Vinculo).where(m.Vinculo.id == bindparam("chave_"))
_INSERE_AFASTAMENTO = insert(m.Afastamento)
_APAGA_AFASTAMENTO = delete(m.Afastamento).where(m.Afastamento.id == bindparam("chave_"))
_INSERE_OCUPACAO = insert(m.Ocupacao)
_APAGA_OCUPACAO = delete(m.Ocupacao).where(m.Ocupacao.id == bindparam("chave_"))
_INSERE_PRAZO = insert(m.Prazo)
_ALTERA_PRAZO = (
    update(m.Prazo).where(m.Prazo.id == bindparam("chave_")).values({nome: bindparam(nome) for nome in _COLUNAS_PRAZO})
)
_APAGA_PRAZO = delete(m.Prazo).where(m.Prazo.id == bindparam("chave_"))
