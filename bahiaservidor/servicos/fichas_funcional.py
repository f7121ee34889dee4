"""What the file shows of readaptação, função, substituição, class and averbações: lines on the card, bars in time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from ..estatuto.atos.averbacao import tempo_averbado
from ..estatuto.contagem import UM_DIA
from ..estatuto.formatos.datas import formatar_data
from ..estatuto.funcional import (
    Designacao,
    Readaptacao,
    RegistroFuncional,
    Substituicao,
    TempoAverbado,
    posicao_na_carreira,
)
from ..estatuto.tipos import FinalidadeAverbacao, TipoProvimento
from ..estatuto.vida import VidaFuncional, Vinculo
from ..registro.conexao import Conexao
from ..registro.consultas import ficha as consultas
from .tipos import FichaVinculo, PeriodoLinha

_Nomes = dict[tuple[str, int], str]


def com_funcional(
    conexao: Conexao, fichas: Sequence[FichaVinculo], vida: VidaFuncional, hoje: date
) -> tuple[FichaVinculo, ...]:
    """Return the vínculos of a file with what they go through on the day."""
    por_id = {v.id: v for v in vida.vinculos if v.funcional or v.provimentos or not v.vivo or v.disponibilidade}
    por_id |= {v.id: v for v in vida.vinculos if v.excedente is not None}
    if not por_id:
        return tuple(fichas)
    nomes = _nomes(conexao, por_id.values())
    tempos = tempo_averbado(vida)
    return tuple(
        replace(f, funcional=tuple(_linhas(por_id[f.id], tempos, nomes, hoje))) if f.id in por_id else f for f in fichas
    )


def periodos_funcionais(conexao: Conexao, vida: VidaFuncional) -> Iterator[PeriodoLinha]:
    """Yield the bars of what lasts, cut by the end of the vínculo; time served elsewhere is told by its act."""
    vinculos = [v for v in vida.vinculos if v.funcional]
    nomes = _nomes(conexao, vinculos) if vinculos else {}
    for vinculo in vinculos:
        for registro in vinculo.funcional:
            rotulo = _rotulo(registro, nomes)
            ultimo = _ultimo(registro, vinculo)
            if rotulo and (ultimo is None or ultimo >= registro.inicio):
                yield PeriodoLinha(
                    inicio=registro.inicio, fim=ultimo, especie="funcional", rotulo=rotulo,
                    vinculo_numero=vinculo.numero,
                )  # fmt: skip


def _rotulo(registro: RegistroFuncional, nomes: _Nomes) -> str:
    match registro:
        case Readaptacao():
            return "Readaptação"
        case Substituicao():
            return f"Substituição: {_cargo(registro, nomes)}"
        case Designacao():
            return f"{registro.especie.rotulo}: {registro.funcao}"
        case _:
            return ""


def _do_provimento(vinculo: Vinculo) -> Iterator[tuple[str, str]]:
    """Yield how the person came back to a post, or is out of one."""
    for provimento in vinculo.provimentos:
        if provimento.sem_efeito is not None:
            desfecho = f"sem efeito em {formatar_data(provimento.sem_efeito.data)}"
        elif provimento.disponibilidade:
            desfecho = "sem posto livre, em disponibilidade"
        elif provimento.exercicio is not None:
            desfecho = f"exercício em {formatar_data(provimento.exercicio.data)}"
        else:
            desfecho = "sem exercício" if provimento.perdido is not None else "exercício pendente"
        publicado = "publicado" if provimento.tipo is TipoProvimento.APROVEITAMENTO else "publicada"
        yield provimento.tipo.rotulo, f"{publicado} em {formatar_data(provimento.fato.data)}, {desfecho}"
    if vinculo.excedente is not None:
        yield "Excedente", f"desde {formatar_data(vinculo.excedente.data)}, por reintegração do anterior ocupante"
    if vinculo.disponibilidade is not None:
        yield "Em disponibilidade", f"desde {formatar_data(vinculo.disponibilidade.data)}"
    if vinculo.aposentadoria is not None:
        tipo = vinculo.aposentadoria.tipo
        yield (
            "Aposentadoria",
            (f"{tipo.rotulo.lower()}, " if tipo is not None else "")
            + (f"desde {formatar_data(vinculo.aposentadoria.fato.data)}"),
        )


def _linhas(vinculo: Vinculo, tempos: Iterable[TempoAverbado], nomes: _Nomes, hoje: date) -> Iterator[tuple[str, str]]:
    yield from _do_provimento(vinculo)
    registros = sorted(vinculo.funcional, key=lambda r: (r.inicio, r.sequencia))
    posicao = posicao_na_carreira(registros, hoje)
    if posicao is not None:
        partes = [
            f"Classe {posicao.classe}" if posicao.classe else "",
            posicao.referencia and f"ref. {posicao.referencia}",
        ]
        onde = ", ".join(parte for parte in partes if parte)
        yield (
            "Classe e referência",
            f"{onde}, por {posicao.criterio.rotulo.lower()}, desde {formatar_data(posicao.inicio)}",
        )
    for registro in registros:
        ultimo = _ultimo(registro, vinculo)
        if ultimo is not None and ultimo < max(hoje, registro.inicio):
            continue
        quando = _quando(registro, ultimo, hoje)
        match registro:
            case Designacao():
                simbolo = f" ({registro.simbolo})" if registro.simbolo else ""
                unidade = nomes.get(("unidade", registro.unidade or 0), "")
                local = f", {unidade}" if unidade else ""
                yield f"Função de {registro.especie.rotulo.lower()}", f"{registro.funcao}{simbolo}{local}, {quando}"
            case Substituicao():
                de = f" (titular: {registro.titular})" if registro.titular else ""
                yield "Substituição", f"{_cargo(registro, nomes)}{de}, {quando}"
            case Readaptacao():
                yield "Readaptação", f"{registro.atribuicoes.strip()} — {quando}"
    yield from _averbado(vinculo, tempos)


def _averbado(vinculo: Vinculo, tempos: Iterable[TempoAverbado]) -> Iterator[tuple[str, str]]:
    deste = [t for t in tempos if t.averbacao in vinculo.funcional]
    if not deste:
        return
    total, repetidos = sum(t.dias for t in deste), sum(t.concomitantes for t in deste)
    para = {f for t in deste for f in t.averbacao.finalidades}
    fins = ", ".join(f.rotulo.lower() for f in FinalidadeAverbacao if f in para)
    fora = f"; {_dias(repetidos)} em dobro não contados" if repetidos else ""
    yield "Tempo averbado", f"{_dias(total)} ({fins}){fora}"


def _dias(quantos: int) -> str:
    return "1 dia" if quantos == 1 else f"{quantos:,} dias".replace(",", ".")


def _ultimo(registro: RegistroFuncional, vinculo: Vinculo) -> date | None:
    fim = vinculo.encerrado_em or vinculo.disponibilidade
    if fim is None:
        return registro.fim
    vespera = fim.data - UM_DIA
    return vespera if registro.fim is None or registro.fim > vespera else registro.fim


def _quando(registro: RegistroFuncional, ultimo: date | None, hoje: date) -> str:
    inicio = formatar_data(registro.inicio)
    desde = f"a partir de {inicio}" if registro.inicio > hoje else f"desde {inicio}"
    return desde if ultimo is None else f"de {inicio} a {formatar_data(ultimo)}"


def _cargo(registro: Substituicao, nomes: _Nomes) -> str:
    return nomes.get(("cargo", registro.cargo), f"cargo nº {registro.cargo}")


def _nomes(conexao: Conexao, vinculos: Iterable[Vinculo]) -> _Nomes:
    cargos, unidades = set(), set()
    for vinculo in vinculos:
        for registro in vinculo.funcional:
            if isinstance(registro, Substituicao):
                cargos.add(registro.cargo)
            elif isinstance(registro, Designacao) and registro.unidade is not None:
                unidades.add(registro.unidade)
    return {
        (especie, id_): nome
        for especie, ids in (("cargo", cargos), ("unidade", unidades))
        if ids
        for id_, nome in consultas.nomes(conexao, especie, ids).items()
    }
