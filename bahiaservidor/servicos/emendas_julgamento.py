"""A correction of the book examined: the entry it makes, the life with it, the verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..estatuto import dispositivos as d
from ..estatuto import dobra
from ..estatuto.atos import emendas as atos_emendas
from ..estatuto.atos.base import Ato, Julgamento, Requisito, Sujeito, estrutural
from ..estatuto.atos.catalogo import DEFINICOES
from ..estatuto.emendas import efetivos
from ..estatuto.rejulgamento import novas_faltas
from ..estatuto.tipos_emendas import FormaEmenda
from ..estatuto.vida import VidaFuncional
from ..registro.conexao import Conexao
from ..registro.consultas import emendas as consultas
from ..registro.consultas import pessoas as consultas_de_pessoas
from ..registro.vidas import Leitura
from . import emendas_exame as exame
from . import emendas_palavras as palavras
from .contexto import Contexto
from .frases import enumerar
from .julgamento import preparar
from .lote import Lote
from .tipos import PedidoAto
from .tipos.emendas import Dependente, PedidoEmenda

DEPOIS_DE_TUDO = 1 << 50
"""A sequence after any in the book: that of an entry not yet made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Examinada:
    """A correction examined: its entry, the book with it, the verdict."""

    alvo: exame.Alvo
    emenda: Ato
    depois: tuple[Ato, ...]
    vida: VidaFuncional
    julgamento: Julgamento
    dependentes: tuple[Dependente, ...]
    avisos: tuple[str, ...]
    junto: tuple[exame.Alvo, ...] = ()


def examinar(ctx: Contexto, conexao: Conexao, alvo: exame.Alvo, pedido: PedidoEmenda, hoje: date) -> Examinada:
    """Return the entry that a request makes, the life with it and its verdict; nothing is written."""
    regimes = ctx.regimes
    conteudo = exame.conteudo_da_emenda(alvo, pedido, hoje)
    # Numbers no entry has: negative, and after everything.
    emenda = exame.como_ato(alvo, pedido, conteudo, id_=-1, sequencia=DEPOIS_DE_TUDO)
    junto = [
        exame.como_ato(alvo, pedido, replace(conteudo, ato=id_), id_=-2 - n, sequencia=DEPOIS_DE_TUDO - 1 - n)
        for n, id_ in enumerate(exame.estornos_junto(pedido))
    ]
    depois = (*alvo.leitura.atos, *junto, emenda)
    vida = dobrar(alvo.leitura, depois)
    outros = _entrados_junto(conexao, alvo, pedido.forma)
    achados = exame.dependentes_da_emenda(alvo, pedido, depois, regimes)
    for outro in outros:
        achados = (*achados, *exame.dependentes_da_emenda(outro, pedido, (), regimes))
    requisitos = list(exame.exigencias(alvo, pedido, emenda, achados, hoje))
    requisitos += do_vinculo_que_some(conexao, alvo.leitura.vida, vida)
    avisos: tuple[str, ...] = ()
    if pedido.forma in (FormaEmenda.CORRECAO, FormaEmenda.RETIFICACAO) and not alvo.original.definicao.emenda:
        novos, avisos = _julgar_conteudo(ctx, conexao, alvo, pedido, hoje)
        requisitos += novos
    data = emenda.data if pedido.forma.publicada else min(emenda.data, alvo.vigente.data)
    vale = pedido.ressalva if pedido.ressalva is not None and pedido.ressalva.vale_para(data) else None
    if pedido.ressalva is not None and vale is None:
        avisos = (*avisos, "A ressalva só vale com espécie, número e data, e não pode ser posterior ao ato.")
    if pedido.forma not in (FormaEmenda.ESTORNO, FormaEmenda.ANULACAO) and achados:
        quais = enumerar([f"{x.rotulo} de {x.data:%d/%m/%Y}" for x in achados])
        avisos = (*avisos, f"Com o conteúdo novo deixa de caber: {quais}.")
    julgamento = Julgamento(vinculo=None, requisitos=tuple(requisitos), ressalva=vale)
    return Examinada(
        alvo=alvo,
        # A ressalva that covers nothing reserves nothing.
        emenda=replace(emenda, ressalva=vale if julgamento.reservas else None),
        depois=depois,
        vida=vida,
        julgamento=julgamento,
        dependentes=achados,
        avisos=(*avisos, *_avisos_dos_outros(conexao, outros)),
        junto=outros,
    )


_JUNTO = frozenset(definicao.tipo for definicao in DEFINICOES if not definicao.oferecido)
"""Acts that the program enters in somebody else's file beside another, and that go with it (I3)."""


def _entrados_junto(conexao: Conexao, alvo: exame.Alvo, forma: FormaEmenda) -> tuple[exame.Alvo, ...]:
    """Return the acts of other files that were entered only because this one was."""
    if forma not in (FormaEmenda.ESTORNO, FormaEmenda.ANULACAO) or alvo.original.tipo in _JUNTO:
        return ()
    linhas = consultas.entrados_junto(conexao, alvo.entrada.operacao_id, _JUNTO)
    outros = [exame.abrir(conexao, linha.id) for linha in linhas]
    return tuple(outro for outro in outros if outro.sorte.situacao.vale)


def _avisos_dos_outros(conexao: Conexao, outros: Sequence[exame.Alvo]) -> tuple[str, ...]:
    nomes = consultas_de_pessoas.nomes(conexao, [o.leitura.servidor_id for o in outros]) if outros else {}
    return tuple(
        f"Na ficha de {nomes[o.leitura.servidor_id]} sai também: {palavras.nome_do_ato(o.vigente)}." for o in outros
    )


def dobrar(leitura: Leitura, atos: Sequence[Ato], nascimento: date | None = None) -> VidaFuncional:
    """Return the life that acts add up to, under the registry's quadro."""
    return dobra.dobrar(nascimento or leitura.nascimento, atos, leitura.transformacoes)


def do_vinculo_que_some(conexao: Conexao, antes: VidaFuncional, depois: VidaFuncional) -> list[Requisito]:
    """Return why a vínculo may not vanish with its nomeação: the minutas under way about it."""
    somem = {v.id for v in antes.vinculos} - {v.id for v in depois.vinculos}
    em_andamento = consultas.minutas_em_andamento(conexao, somem) if somem else 0
    if not em_andamento:
        return []
    quantas = "Há minuta" if em_andamento == 1 else f"Há {em_andamento} minutas"
    return [
        estrutural(
            "0", "O vínculo não tem minuta em andamento", d.ART_22,
            f"{quantas} em andamento neste vínculo; torne sem efeito o que está preparado e repita.",
        )
    ]  # fmt: skip


def _julgar_conteudo(
    ctx: Contexto, conexao: Conexao, alvo: exame.Alvo, pedido: PedidoEmenda, hoje: date
) -> tuple[list[Requisito], tuple[str, ...]]:
    """Return what the new content fails and the old one did not, judged on the life without the act, and warnings.

    Both are judged alike: what the tables say counting the act itself (its post, its candidate) is in both answers.
    """
    ato = alvo.vigente
    outros = [a for a in efetivos(alvo.leitura.atos) if a.id != ato.id]
    chave = dobra.ordem(ato)
    sabidos = tuple(a for a in outros if a.sequencia < ato.sequencia or dobra.ordem(a) < chave)
    novo = exame.conteudo_novo(alvo, pedido)
    julgados = []
    for conteudo in (ato.conteudo, novo):
        lote = Lote.abrir(conexao, ctx.regimes)
        lote.supor(replace(alvo.leitura, atos=sabidos, vida=dobrar(alvo.leitura, sabidos)))
        pedido_do_ato = PedidoAto(
            tipo=ato.tipo,
            conteudo={},
            servidor_id=alvo.leitura.servidor_id,
            vinculo_id=ato.vinculo if ato.definicao.sujeito is Sujeito.VINCULO else None,
            ressalva=pedido.ressalva,
        )
        julgados.append(preparar(ctx, lote, pedido_do_ato, conteudo, hoje).julgamento)
    antes, depois = julgados
    faltas = novas_faltas(antes.requisitos, depois.requisitos)
    ressalvado = ato.ressalva is not None and ato.ressalva.vale_para(ato.definicao.data_de(novo))
    if ressalvado:
        faltas = tuple(f for f in faltas if not f.dispensado_por(ato.ressalva))
    return [*faltas, *(r for r in depois.requisitos if not r.recusa)], depois.avisos


def sem_os_atos(leitura: Leitura, ids: Sequence[int], hoje: date) -> tuple[Ato, ...]:
    """Return the acts of a person with the estorno of some of them."""
    definicao = atos_emendas.ESTORNO
    estornos = (
        Ato(
            id=-1 - n,
            definicao=definicao,
            conteudo=atos_emendas.Estorno(data=hoje, ato=id_, motivo=""),
            vinculo=None,
            sequencia=DEPOIS_DE_TUDO + n,
        )
        for n, id_ in enumerate(sorted(ids, reverse=True))
    )
    return (*leitura.atos, *estornos)
