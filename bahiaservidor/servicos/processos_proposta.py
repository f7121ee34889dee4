"""What may enter the process of a provimento: issued papers and files received, each in its legal place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from ..estatuto.formatos.datas import formatar_data
from ..estatuto.tipos import Carater
from ..registro.conexao import Conexao
from ..registro.consultas import anexos as consultas_anexos
from ..registro.consultas import processos as consultas
from ..relogio import fuso_da_bahia
from .anexos import anexo_de
from .conferencia import itens_da_posse
from .papeis_emissao import ESPECIES, nome_da_especie
from .processos_ordem import ESPECIE, Provimento, lugares, rotulo_do_lugar
from .tipos.anexos import OUTROS, Anexo
from .tipos.processos import Exigencia, ParteProposta

_NOVA_EMISSAO: Final = re.compile(r"_(?:reemitido|assinado)$")
_FORA: Final = 10_000


def especie_base(especie: str) -> str:
    """Return the kind without what says that it is a new issue or a signed version."""
    while (base := _NOVA_EMISSAO.sub("", especie)) != especie:
        especie = base
    return especie


def partes(conexao: Conexao, provimento: Provimento, *, servidor_id: int, vinculo_id: int) -> tuple[ParteProposta, ...]:
    """Return what may enter, in the legal order; what the provimento does not ask for comes last, left out."""
    postos: list[tuple[tuple[int, int, int], ParteProposta]] = []
    papeis = consultas.papeis_do_vinculo(conexao, servidor_id=servidor_id, vinculo_id=vinculo_id)
    valem = _que_valem(papeis)
    especies = [especie_base(papel.especie) for papel in valem]
    for papel in valem:
        base = especie_base(papel.especie)
        nome = nome_da_especie(base)
        lugar = f"{ESPECIE}{base}"
        dispensado = provimento.substitui.get(base) in especies
        posto = _posto(provimento, lugar)
        parte = ParteProposta(
            chave=f"d{papel.id}",
            titulo=f"{nome} nº {papel.numero}/{papel.ano}" if especies.count(base) > 1 else nome,
            lugar=lugar,
            onde="Emitido pelo programa",
            detalhe=_detalhe(papel),
            tamanho=papel.tamanho,
            incluida=posto < _FORA and not dispensado,
            assinada=papel.especie.endswith("_assinado"),
        )
        postos.append(((posto, 0, papel.id), parte))
    for guardado in consultas_anexos.do_servidor(conexao, servidor_id):
        if guardado.vinculo_id in (None, vinculo_id):
            anexo = anexo_de(guardado)
            posto = _posto(provimento, anexo.peca)
            postos.append(((posto, 1, anexo.id), _do_anexo(anexo, incluida=posto < _FORA)))
    return tuple(parte for _, parte in sorted(postos, key=lambda par: par[0]))


def exigencias(provimento: Provimento, *, carater: Carater, sexo: str) -> tuple[Exigencia, ...]:
    """Return what must be in the process: what the provimento asks for, and the mandatory documents of the posse."""
    pedidas = [Exigencia(aceitas=frozenset(grupo), rotulo=_palavras(grupo)) for grupo in provimento.exigidas]
    ja = frozenset().union(*(exigencia.aceitas for exigencia in pedidas))
    if provimento.conferencia:
        pedidas += [
            Exigencia(aceitas=frozenset({item.chave}), rotulo=item.rotulo)
            for item in itens_da_posse(carater=carater, sexo=sexo)
            if item.obrigatorio and item.chave not in ja
        ]
    return tuple(pedidas)


def _que_valem(papeis: Sequence[consultas.PapelDoVinculo]) -> list[consultas.PapelDoVinculo]:
    """Return one of each paper: the signed version where there is one, else the latest issue."""
    por_id = {papel.id: papel for papel in papeis}
    escolhidos: dict[tuple[str, object], consultas.PapelDoVinculo] = {}
    for papel in papeis:
        dono = por_id.get(papel.origem_id or 0, papel)
        chave = (especie_base(papel.especie), papel.ato_id or dono.ato_id or _assunto(dono.titulo))
        anterior = escolhidos.get(chave)
        assinado = papel.especie.endswith("_assinado")
        if anterior is None or assinado or not anterior.especie.endswith("_assinado"):
            escolhidos[chave] = papel
    return list(escolhidos.values())


def _assunto(titulo: str) -> str:
    return titulo.partition(" – ")[2] or titulo


def _detalhe(papel: consultas.PapelDoVinculo) -> str:
    dia = formatar_data(papel.emitido_em.astimezone(fuso_da_bahia()).date())
    return f"{'Assinado' if papel.especie.endswith('_assinado') else 'Emitido'} em {dia}"


def _do_anexo(anexo: Anexo, *, incluida: bool) -> ParteProposta:
    return ParteProposta(
        chave=f"a{anexo.id}",
        titulo=anexo.titulo,
        lugar=anexo.peca,
        onde=anexo.rotulo if anexo.peca != OUTROS else "Anexo",
        detalhe=anexo.nome,
        tamanho=anexo.tamanho,
        incluida=incluida,
    )


def _posto(provimento: Provimento, lugar: str) -> int:
    return provimento.ordem.index(lugar) if lugar in provimento.ordem else _FORA


def _palavras(grupo: Iterable[str]) -> str:
    """Return "Ato de nomeação ou página do Diário Oficial": what a person may bring first, else the paper to issue."""
    nomes = []
    for chave in grupo:
        especie = chave.removeprefix(ESPECIE)
        # Kinds that this version does not issue are in the order for those that will; nobody can be asked for them.
        if especie != chave and especie in ESPECIES:
            nomes.append(ESPECIES[especie])
        elif chave in lugares():
            nomes.append(rotulo_do_lugar(chave))
    return " ou ".join(nome if i == 0 else nome[:1].lower() + nome[1:] for i, nome in enumerate(nomes))
