"""Sections of the ficha funcional from the folded life: absences, functions, averbações, what was delivered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from ..documentos.certidao_tempo import milhar
from ..documentos.ficha_funcional import RESERVADO, LinhaFicha
from ..documentos.peca import DataImpressa
from ..estatuto import dispositivos as d
from ..estatuto.atos.averbacao import tempo_averbado
from ..estatuto.ausencias import LIMITES_DO_ART_113, NO_EXTERIOR
from ..estatuto.contadores import ARTIGOS
from ..estatuto.contagem import dias_entre
from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.datas import ler_data
from ..estatuto.funcional import Averbacao, Designacao, Promocao, Readaptacao, Substituicao
from ..estatuto.tipos import MotivoAfastamento
from ..estatuto.vida import VidaFuncional
from ..registro.conexao import Conexao
from ..registro.consultas import ficha as consultas
from ..registro.livro import AtoLido
from . import papeis_pessoa as comum
from .conferencia import rotulo_do_item
from .protecao import DE_SAUDE

_FUNDAMENTOS: Final = {
    **ARTIGOS,
    **dict.fromkeys(NO_EXTERIOR, d.ART_26),
    **dict.fromkeys(LIMITES_DO_ART_113, d.ART_113),
    MotivoAfastamento.MANDATO_SINDICAL: d.ART_40,
    MotivoAfastamento.SERVICO_MILITAR: d.ART_103,
    MotivoAfastamento.ABONO: d.ART_118_VIII,
}


def ausencias(vida: VidaFuncional, em: date, *, com_sigilo: bool) -> Iterator[LinhaFicha]:
    """Yield every absence, in order of start: vínculo, kind, basis, first day, last day, origin, days."""
    achadas: list[tuple[date, int, LinhaFicha]] = []
    for v in vida.vinculos:
        for a in v.afastamentos:
            if a.inicio > em:
                continue
            reservada = a.motivo in DE_SAUDE and not com_sigilo
            rotulo = "Licença (espécie reservada)" if reservada else a.motivo.rotulo
            fundamento = RESERVADO if reservada else _FUNDAMENTOS.get(a.motivo, d.ART_118)
            linha = _periodo(v.numero, rotulo, fundamento, a.inicio, a.fim, a.ato, em)
            achadas.append((a.inicio, v.numero, linha))
        for p in vida.servindo_em_cargo_temporario(v):
            if p.inicio <= em:
                linha = _periodo(v.numero, "Exercício de cargo temporário", d.ART_118_II, p.inicio, p.fim, 0, em)
                achadas.append((p.inicio, v.numero, linha))
    for _, _, linha in sorted(achadas, key=lambda x: x[:2]):
        yield linha


def _periodo(
    numero: int, rotulo: str, fundamento: str, inicio: date, fim: date | None, ato: int, em: date
) -> LinhaFicha:
    origem = comum.origem_do_ato(ato) if ato else "livro, exercício do cargo temporário"
    ate = comum.dia(fim, "último dia da ausência", origem) if fim is not None else "sem término"
    dias = milhar(dias_entre(inicio, min(fim or em, em)))
    de = comum.certo(inicio, "primeiro dia da ausência", origem)
    return str(numero), rotulo, fundamento, de, ate, f"ato {ato}" if ato else None, dias


def suspensoes(vida: VidaFuncional, em: date) -> list[tuple[date, LinhaFicha]]:
    """Return the suspensões, which are penalties: day, words, last day, origin, days."""
    achadas: list[tuple[date, LinhaFicha]] = []
    for v in vida.vinculos:
        for a in v.afastamentos:
            if a.motivo is MotivoAfastamento.SUSPENSAO and a.inicio <= em:
                origem = comum.origem_do_ato(a.ato)
                de = comum.certo(a.inicio, "primeiro dia da suspensão", origem)
                ate: Any = comum.dia(a.fim, "último dia da suspensão", origem) or "sem término"
                linha = (
                    de,
                    a.motivo.rotulo,
                    ate,
                    f"Ato {a.ato} do livro",
                    str(dias_entre(a.inicio, min(a.fim or em, em))),
                )
                achadas.append((a.inicio, linha))
    return achadas


def funcoes(conexao: Conexao, vida: VidaFuncional, *, com_sigilo: bool) -> Iterator[LinhaFicha]:
    """Yield classes reached, functions, substituições and readaptações, in order of start."""
    registros = [(v.numero, r) for v in vida.vinculos for r in v.funcional if not isinstance(r, Averbacao)]
    cargos = {r.cargo for _, r in registros if isinstance(r, Substituicao)}
    nomes = consultas.nomes(conexao, "cargo", cargos) if cargos else {}
    for numero, r in sorted(registros, key=lambda par: (par[1].inicio, par[1].sequencia)):
        match r:
            case Promocao():
                onde = ", ".join(
                    filter(None, (r.classe and f"classe {r.classe}", r.referencia and f"ref. {r.referencia}"))
                )
                rotulo = f"Promoção por {r.criterio.rotulo.lower()}: {onde}"
            case Designacao():
                simbolo = f" ({r.simbolo})" if r.simbolo else ""
                rotulo = f"{r.especie.rotulo}: {r.funcao}{simbolo}"
            case Substituicao():
                titular = f", titular {r.titular}" if r.titular else ""
                rotulo = f"Substituição: {nomes.get(r.cargo, '')}{titular}"
            case Readaptacao():
                rotulo = f"Readaptação: {r.atribuicoes.strip()}" if com_sigilo else "Readaptação (art. 43)"
            case _:
                continue
        origem = comum.origem_do_ato(r.ato)
        de = comum.certo(r.inicio, rotulo.split(":")[0].lower(), origem)
        yield str(numero), rotulo, de, comum.dia(r.fim, "fim", origem), f"ato {r.ato}" if r.ato else None


def averbacoes(vida: VidaFuncional) -> Iterator[LinhaFicha]:
    """Yield the time served elsewhere, with the days that count."""
    for t in tempo_averbado(vida):
        a = t.averbacao
        origem = comum.origem_do_ato(a.ato)
        certidao = f", certidão {a.certidao}" if a.certidao else ""
        yield (
            f"{a.empregador} ({a.origem.rotulo}){certidao}",
            comum.certo(a.inicio, "averbação: primeiro dia", origem),
            comum.dia(a.fim, "averbação: último dia", origem),
            ", ".join(f.rotulo.lower() for f in a.finalidades),
            f"ato {a.ato}" if a.ato else None,
            milhar(t.dias),
        )


_COM_DATA: Final = frozenset({"bens", "acumulacao", "parentesco"})


def declaracoes(entradas: Iterable[AtoLido], vida: VidaFuncional) -> Iterator[LinhaFicha]:
    """Yield what was delivered and checked at each posse; of the declaração de bens, only the day."""
    numeros = {v.id: v.numero for v in vida.vinculos}
    for entrada in entradas:
        if entrada.tipo != "posse":
            continue
        origem = comum.origem_do_ato(entrada.id)
        for item in entrada.conteudo.get("itens") or ():
            if not item.get("presente", True):
                continue
            conferido = date.fromisoformat(item["conferido_em"]) if item.get("conferido_em") else None
            rotulo = rotulo_do_item(item["item"])
            yield (
                str(numeros.get(entrada.vinculo_id or 0, "")) or None,
                rotulo,
                entrega(item, rotulo, origem),
                item.get("conferido_por") or None,
                comum.dia(conferido, f"conferência: {rotulo.lower()}", origem),
            )


def entrega(item: Any, rotulo: str, origem: str) -> DataImpressa | str | None:
    """Return the day a declaration was delivered, where the note of the checklist has it; nothing else of the note."""
    if item["item"] not in _COM_DATA:
        return None
    try:
        return comum.certo(ler_data(item.get("valor") or ""), f"entrega: {rotulo.lower()}", origem)
    except ErroDominio:
        return None
