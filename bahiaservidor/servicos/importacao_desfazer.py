"""Taking an import back, in one step: acts by estorno, records by an entry that withdraws them or gives them back.

The book keeps everything; the tables are again what they were.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from ..estatuto import dispositivos as d
from ..estatuto.atos.base import Ato, Sujeito
from ..estatuto.atos.catalogo import POR_TIPO
from ..estatuto.emendas import sortes
from ..estatuto.erros import ErroDominio
from ..estatuto.rejulgamento import deixam_de_caber
from ..estatuto.tipos_emendas import FormaEmenda
from ..registro.auditoria import trilhar
from ..registro.cadastro import ESPECIES, lancar_cadastro
from ..registro.conexao import Conexao
from ..registro.consultas import emendas as consultas_das_emendas
from ..registro.consultas import importacao as consultas
from ..registro.consultas import pessoas as consultas_de_pessoas
from ..registro.livro import Operacao
from ..registro.retirada import quem_se_apoia, retirar, tirar_planos_vazios
from ..registro.vidas import Leitura, ler_vidas
from . import dias, vagas
from .contexto import Contexto
from .emendas_julgamento import sem_os_atos
from .emendas_lancamento import lancar_estorno, soltar_vinculos
from .frases import enumerar
from .importacao_especies import feita
from .importacao_sessao import ACAO_NA_TRILHA, marca
from .lote import Lote
from .movimento import Progresso, cancelavel, refazer
from .permissoes import Permissao, exige
from .protecao import protegida
from .tipos.importacao import ImportacaoFeita, PreviaDesfazer

_LOTE: Final = 400
_MOSTRADOS: Final = 20
"""Reasons told one by one; of more, how many."""

_ONDE: Final[Mapping[str, str]] = {
    "vinculo": "há vínculo", "ocupacao": "há quem ocupe o posto", "documento_emitido": "foi emitido documento",
    "minuta": "há minuta", "vaga": "há postos criados", "reserva_posto": "há posto reservado",
    "lista": "há lista de concurso", "candidato": "há candidato classificado", "anexo": "há anexo",
    "processo": "há processo", "contraditorio": "há contraditório aberto", "servidor": "outra ficha foi unificada nela",
}  # fmt: skip
"""What refers to a record, in words."""

_TIPOS: Final[Mapping[str, str]] = {
    "servidor": "cadastro", "cargo": "cargo", "vaga": "registro de postos", "concurso": "concurso", "lista": "lista",
    "candidato": "candidato", "vinculo": "matrícula", "dia_sem_expediente": "dia sem expediente",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plano:
    """What taking an import back takes: acts by person, records created, records changed with what they said."""

    importacao: ImportacaoFeita
    atos: Mapping[int, tuple[int, ...]]
    somem: frozenset[int]
    criados: Mapping[str, tuple[int, ...]]
    alterados: tuple[tuple[str, int, Mapping[str, Any]], ...]
    contatos: Mapping[int, Sequence[str]]
    impedimentos: tuple[str, ...]

    @property
    def total_de_atos(self) -> int:
        return sum(len(ids) for ids in self.atos.values())

    @property
    def total_de_cadastros(self) -> int:
        pessoas = {id_ for tipo, id_, _ in self.alterados if tipo == "servidor"} | set(self.contatos)
        outros = sum(1 for tipo, _, _ in self.alterados if tipo != "servidor")
        return sum(len(ids) for ids in self.criados.values()) + len(pessoas) + outros


@protegida
def previa_desfazer(ctx: Contexto, importacao_id: int, hoje: date) -> PreviaDesfazer:
    """Return what taking an import back would do, and what keeps it from being done.  Changes nothing."""
    with ctx.banco.leitura() as conexao:
        plano = _planejar(ctx, conexao, importacao_id, hoje)
    return PreviaDesfazer(
        importacao=plano.importacao, atos=plano.total_de_atos, cadastros=plano.total_de_cadastros,
        impedimentos=plano.impedimentos,
    )  # fmt: skip


@exige(Permissao.IMPORTAR)
def desfazer(
    ctx: Contexto,
    importacao_id: int,
    motivo: str,
    hoje: date,
    progresso: Progresso | None = None,
    cancelado: Callable[[], bool] | None = None,
) -> ImportacaoFeita:
    """Take an import back, whole, and return it as it is now.

    ErroDominio, with nothing changed, without motivo or while anything entered later relies on what came in (art. 22).
    """
    motivo = motivo.strip()
    if not motivo:
        raise ErroDominio("Escreva o motivo de desfazer a importação. Nada foi alterado.")
    contar = cancelavel(progresso, cancelado or (lambda: False))
    regimes = ctx.regimes
    with ctx.banco.escrita() as conexao:
        plano = _planejar(ctx, conexao, importacao_id, hoje)
        if plano.impedimentos:
            raise ErroDominio(
                f"A importação nº {importacao_id} não pode ser desfeita ({d.ART_22}), e nada foi alterado. "
                f"{' '.join(plano.impedimentos)}",
                dispositivo=d.ART_22,
            )
        dos_dias = plano.criados.get("dia_sem_expediente", ())
        operacao = ctx.operacao(conexao, f"Importação nº {importacao_id} desfeita", regra=bool(dos_dias))
        _estornar(ctx, conexao, operacao, plano, motivo, hoje, contar)
        _devolver(ctx, conexao, operacao, plano)
        if dos_dias:
            pessoas = [p for id_ in dos_dias for p in dias.revogar_em(conexao, operacao, id_, motivo)]
            refazer(ctx, conexao, list(dict.fromkeys(pessoas)), antes=regimes, hoje=hoje)
        for tipo in reversed(tuple(ESPECIES)):
            for id_ in plano.criados.get(tipo, ()) if tipo != "dia_sem_expediente" else ():
                retirar(conexao, operacao, tipo, id_, motivo)
        if "cargo" in plano.criados:
            tirar_planos_vazios(conexao)
        consultas.marcar_desfeita(conexao, importacao_id, operacao.id, motivo)
        trilhar(
            conexao, instante=operacao.instante, usuario=operacao.usuario, acao="desfaz", objeto="importacao",
            objeto_id=importacao_id,
        )  # fmt: skip
        return feita(consultas.lista(conexao, importacao_id)[0])


# ------------------------------------------------------------------ what it takes


def _planejar(ctx: Contexto, conexao: Conexao, importacao_id: int, hoje: date) -> _Plano:
    linhas = consultas.lista(conexao, importacao_id)
    if not linhas:
        raise ErroDominio(f"Não há importação nº {importacao_id}. Nada foi alterado; veja a lista das importações.")
    linha = linhas[0]
    importacao = feita(linha)
    if importacao.desfeita_em is not None:
        frase = f"A importação nº {importacao_id} já foi desfeita, em {importacao.desfeita_em:%d/%m/%Y}."
        return _Plano(
            importacao=importacao, atos={}, somem=frozenset(), criados={}, alterados=(), contatos={},
            impedimentos=(frase,),
        )  # fmt: skip
    impedimentos: list[str] = []
    atos, somem = _atos(ctx, conexao, linha.operacao_id, hoje, impedimentos)
    criados: dict[str, list[int]] = {}
    alterados: list[tuple[str, int, Mapping[str, Any]]] = []
    mudados: dict[str, list[int]] = {}
    for registro in consultas.cadastros_da_operacao(conexao, linha.operacao_id):
        tipo, id_ = registro.sujeito_tipo, registro.sujeito_id
        if tipo == "vinculo":
            if id_ not in somem:
                alterados.append((tipo, id_, json.loads(registro.antes or '{"matricula": null}')))
        elif registro.antes is None:
            criados.setdefault(tipo, []).append(id_)
        else:
            alterados.append((tipo, id_, json.loads(registro.antes)))
        if registro.depois and not (tipo == "vinculo" and id_ in somem):
            mudados.setdefault(tipo, []).append(id_)
    for tipo, ids in mudados.items():
        nomes = consultas.nomes_dos_sujeitos(conexao, tipo, ids[:_MOSTRADOS])
        impedimentos += [f"O {_TIPOS.get(tipo, tipo)} de {nomes.get(id_, id_)} foi alterado depois." for id_ in ids]
    saem: dict[str, Sequence[int]] = {"vinculo": tuple(somem), **criados}
    for tipo, ids in criados.items():
        if tipo != "dia_sem_expediente":
            impedimentos += _apoiados(conexao, tipo, ids, saem)
    impedimentos += vagas.falta_sem(conexao, criados.get("vaga", ()), hoje)
    minutas = consultas_das_emendas.minutas_em_andamento(conexao, somem) if somem else 0
    if minutas:
        quantas = "Há minuta" if minutas == 1 else f"Há {minutas} minutas"
        impedimentos.append(f"{quantas} em andamento nos vínculos importados; torne sem efeito o que está preparado.")
    return _Plano(
        importacao=importacao,
        atos=atos,
        somem=frozenset(somem),
        criados={tipo: tuple(ids) for tipo, ids in criados.items()},
        alterados=tuple(alterados),
        contatos=consultas.contatos_da_trilha(conexao, ACAO_NA_TRILHA, marca(importacao_id)),
        impedimentos=_os_primeiros(impedimentos),
    )


def _os_primeiros(impedimentos: Sequence[str]) -> tuple[str, ...]:
    unicos = list(dict.fromkeys(impedimentos))
    if len(unicos) <= _MOSTRADOS:
        return tuple(unicos)
    return (*unicos[:_MOSTRADOS], f"E mais {len(unicos) - _MOSTRADOS} impedimentos como estes.")


def _apoiados(conexao: Conexao, tipo: str, ids: Sequence[int], saem: Mapping[str, Sequence[int]]) -> list[str]:
    apoiados = quem_se_apoia(conexao, tipo, ids, saem)
    nomes = consultas.nomes_dos_sujeitos(conexao, tipo, list(apoiados))
    return [
        f"{nomes.get(id_, f'{_TIPOS.get(tipo, tipo)} nº {id_}')}: {enumerar([_ONDE.get(t, t) for t in tabelas])}."
        for id_, tabelas in apoiados.items()
    ]


def _atos(
    ctx: Contexto, conexao: Conexao, operacao_id: int, hoje: date, impedimentos: list[str]
) -> tuple[dict[int, tuple[int, ...]], set[int]]:
    """Return the acts to estornar, by person, the latest first, and the vínculos that go with them."""
    por_pessoa: dict[int, list[Any]] = {}
    for ato in consultas.atos_da_operacao(conexao, operacao_id):
        if ato.servidor_id is None:
            impedimentos.append("A importação tem ato sobre cargo, que se desfaz na tela do cargo.")
        else:
            por_pessoa.setdefault(ato.servidor_id, []).append(ato)
    posteriores: dict[int, set[int]] = {}
    for linha in consultas.atos_posteriores(conexao, operacao_id):
        posteriores.setdefault(linha.servidor_id, set()).add(linha.id)
    nomes = consultas_de_pessoas.nomes(conexao, list(posteriores))
    leituras = ler_vidas(conexao, posteriores)
    for servidor_id, depois in posteriores.items():
        leitura = leituras[servidor_id]
        do_livro = sortes(leitura.atos)
        vale = [ato for ato in por_pessoa[servidor_id] if do_livro[ato.id].situacao.vale]
        por_pessoa[servidor_id] = vale
        impedimentos += _dependem(ctx, leitura, {ato.id for ato in vale}, depois, nomes[servidor_id], hoje)
    somem = {
        ato.vinculo_id
        for atos in por_pessoa.values()
        for ato in atos
        if POR_TIPO[ato.tipo].sujeito is Sujeito.NOVO_VINCULO
    }
    return {id_: tuple(ato.id for ato in atos) for id_, atos in por_pessoa.items() if atos}, somem


def _dependem(ctx: Contexto, leitura: Leitura, saem: set[int], depois: set[int], nome: str, hoje: date) -> list[str]:
    """Return which acts entered later rely on those of the import, or correct them."""
    do_livro = sortes(leitura.atos)
    abertos = {a.vinculo for a in leitura.atos if a.id in saem and a.definicao.sujeito is Sujeito.NOVO_VINCULO}
    deles: list[Ato] = []
    for ato in leitura.atos:
        if ato.id not in depois or not do_livro[ato.id].situacao.vale:
            continue
        emenda = ato.definicao.emenda and ato.tipo != FormaEmenda.ESTORNO.value
        if ato.vinculo in abertos or (emenda and getattr(ato.conteudo, "ato", None) in saem):
            deles.append(ato)
    estornados = sem_os_atos(leitura, sorted(saem), hoje)
    ja = {ato.id for ato in deles}
    for achado in deixam_de_caber(leitura.nascimento, leitura.atos, estornados, ctx.regimes):
        if achado.ato.id in depois and achado.ato.id not in ja:
            deles.append(achado.ato)
    # An estorno of something else relies on nothing.
    return [
        f"{nome}: {ato.definicao.rotulo} de {ato.data:%d/%m/%Y} depende do que veio na planilha."
        for ato in deles
        if ato.tipo != FormaEmenda.ESTORNO.value
    ]


# ------------------------------------------------------------------ doing it


def _estornar(
    ctx: Contexto,
    conexao: Conexao,
    operacao: Operacao,
    plano: _Plano,
    motivo: str,
    hoje: date,
    contar: Progresso,
) -> None:
    lote = Lote.abrir(conexao, ctx.regimes)
    pessoas = list(plano.atos)
    for inicio in range(0, len(pessoas), _LOTE):
        contar(inicio, len(pessoas))
        parte = pessoas[inicio : inicio + _LOTE]
        lote.trazer(parte)
        abertos = {v.id for id_ in parte for v in lote.ler(id_).vida.vinculos}
        soltar_vinculos(conexao, operacao, abertos & plano.somem)
        for servidor_id in parte:
            for ato_id in plano.atos[servidor_id]:
                lancar_estorno(lote, operacao, ato_id, motivo=motivo, hoje=hoje)
        lote.gravar()
    contar(len(pessoas), len(pessoas))


def _devolver(ctx: Contexto, conexao: Conexao, operacao: Operacao, plano: _Plano) -> None:
    """Write in the records that changed what they said before."""
    nascimentos = []
    for tipo, id_, antes in plano.alterados:
        lancar_cadastro(conexao, operacao, sujeito_tipo=tipo, sujeito_id=id_, conteudo=antes)
        if tipo == "servidor":
            nascimentos.append(id_)
    for servidor_id, nomes in plano.contatos.items():
        if nomes and servidor_id not in plano.criados.get("servidor", ()):
            lancar_cadastro(
                conexao, operacao, sujeito_tipo="servidor", sujeito_id=servidor_id, conteudo=dict.fromkeys(nomes, "")
            )
    Lote.abrir(conexao, ctx.regimes).refazer(nascimentos)
