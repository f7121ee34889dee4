"""The Diário Oficial read and kept: what is proposed of each stretch, and what the clerk decides of it.

Nothing enters the book by itself, and nothing that was read is dropped in silence: an item stays pending until somebody
confirms or discards it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from ..estatuto.atos.base import Ressalva
from ..estatuto.atos.catalogo import POR_TIPO
from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.datas import formatar_data
from ..estatuto.formatos.nomes import normalizar
from ..estatuto.tipos import TipoRessalva
from ..registro.auditoria import trilhar
from ..registro.conexao import Conexao
from ..registro.consultas import diario as consultas
from . import diario_guardado as guardados
from . import diario_leitura as base
from . import emendas_exame
from .contexto import Contexto
from .diario_confirmacao import confirmar_em
from .diario_guardado import CONFIRMADO, DESCARTADO, PENDENTE, Guardado
from .diario_itens import ensaiar, montar
from .diario_rascunho import FORMAS, rotulo_do_tipo
from .diario_texto import texto_de, texto_dos_bytes
from .permissoes import Permissao, exige
from .tipos import Instrumento
from .tipos.diario import (
    Confirmados,
    Correcao,
    ItemDiario,
    LeituraAberta,
    LeituraGuardada,
    Publicacao,
    nome_do_papel,
)

__all__ = [
    "abrir",
    "atos_a_escolher",
    "confirmar",
    "corrigir",
    "corrigir_papel",
    "descartar",
    "escolher_pessoa",
    "examinar",
    "itens",
    "leituras",
    "ler",
    "propor",
    "publicar",
    "reabrir",
    "ressalva_sugerida",
    "texto_de",
    "texto_dos_bytes",
]

_SEM_PUBLICACAO: Final = Publicacao()


# ------------------------------------------------------------------ reading


@exige(Permissao.IMPORTAR)
def ler(
    ctx: Contexto, *, texto: str, origem: str, hoje: date, publicacao: Publicacao = _SEM_PUBLICACAO
) -> LeituraAberta:
    """Read a text, keep the reading and return it; a text kept before is read again, and says so.

    ErroDominio, with nothing kept, when there is nothing to read.
    """
    texto = base.arrumar(texto)
    lida = base.ler_texto(texto)
    resumo = base.resumir(texto)
    novos = base.itens_novos(lida)
    publicacao = base.completar(publicacao, lida)
    with ctx.banco.escrita() as conexao:
        antes = consultas.lida_antes(conexao, resumo)
        id_ = consultas.inserir(
            conexao,
            titulo=base.titulo_de(novos, publicacao, texto),
            texto=texto,
            sha256=resumo,
            origem=normalizar(origem)[:200],
            doe_edicao=publicacao.edicao,
            doe_data=publicacao.data,
            doe_pagina=publicacao.pagina,
            instante=ctx.relogio.agora(),
            usuario=ctx.usuario,
        )
        consultas.inserir_itens(conexao, [base.linha_do_item(g, id_) for g in novos])
    return replace(abrir(ctx, leitura_id=id_, hoje=hoje), ja_lida_em=antes)


@exige(Permissao.IMPORTAR)
def examinar(
    ctx: Contexto, *, texto: str, origem: str, hoje: date, publicacao: Publicacao = _SEM_PUBLICACAO
) -> LeituraAberta:
    """Return what `ler` would, without keeping anything.  Errors as `ler`."""
    texto = base.arrumar(texto)
    lida = base.ler_texto(texto)
    novos = base.itens_novos(lida)
    publicacao = base.completar(publicacao, lida)
    with ctx.banco.leitura() as conexao:
        antes = consultas.lida_antes(conexao, base.resumir(texto))
        achados = montar(ctx, conexao, novos, publicacao, hoje)
    leitura = LeituraGuardada(
        id=0,
        titulo=base.titulo_de(novos, publicacao, texto),
        origem=origem,
        publicacao=publicacao,
        instante=ctx.relogio.agora(),
        usuario=ctx.usuario,
        total=len(novos),
        pendentes=len(novos),
        confirmados=0,
        descartados=0,
    )
    return base.aberta(leitura, texto, novos, ensaiar(ctx, achados, hoje), antes)


def leituras(ctx: Contexto) -> tuple[LeituraGuardada, ...]:
    """Return the readings kept, the latest first, with how many items are pending in each."""
    with ctx.banco.leitura() as conexao:
        return tuple(base.guardada(linha) for linha in consultas.leituras(conexao))


@exige(Permissao.IMPORTAR)
def abrir(ctx: Contexto, *, leitura_id: int, hoje: date) -> LeituraAberta:
    """Return a reading with its items judged on ``hoje`` against the registry as it is.  ErroDominio if none."""
    with ctx.banco.leitura() as conexao:
        linha = base.exigir_leitura(conexao, leitura_id)
        lidos = [guardados.ler(item) for item in consultas.itens(conexao, leitura_id)]
        leitura = base.guardada(linha)
        antes = consultas.lida_antes(conexao, linha.sha256, exceto=leitura_id)
        achados = montar(ctx, conexao, lidos, leitura.publicacao, hoje)
    return base.aberta(leitura, linha.texto, lidos, ensaiar(ctx, achados, hoje), antes)


@exige(Permissao.IMPORTAR)
def itens(ctx: Contexto, *, leitura_id: int, hoje: date) -> tuple[ItemDiario, ...]:
    """Return the items of a reading, as `abrir`."""
    return abrir(ctx, leitura_id=leitura_id, hoje=hoje).itens


@exige(Permissao.IMPORTAR)
def propor(
    ctx: Contexto, *, item_id: int, hoje: date, tipo: str | None = None, servidor_id: int | None = None
) -> ItemDiario:
    """Return what an item would be as another act or about another person; nothing is kept.

    What the clerk had corrected of the act is left out when the act is another.
    """
    with ctx.banco.leitura() as conexao:
        leitura, gravado = base.exigir_item(conexao, item_id)
        if tipo is not None:
            gravado = replace(gravado, tipo=tipo, correcao=None)
        if servidor_id is not None:
            gravado = replace(gravado, servidor_id=servidor_id, correcao=None)
        return montar(ctx, conexao, (gravado,), base.guardada(leitura).publicacao, hoje)[0]


def atos_a_escolher() -> tuple[tuple[str, str], ...]:
    """Return what an item may be turned into, by kind and label: the acts that are published, and the corrections."""
    atos = [(a.tipo, a.rotulo) for a in POR_TIPO.values() if a.oferecido and not a.emenda and a.tipo not in _NUNCA]
    formas = [(tipo, f"{rotulo_do_tipo(tipo)} de outro ato") for tipo in FORMAS]
    return (*sorted(atos, key=lambda par: par[1]), *formas)


_NUNCA: Final = frozenset({"assentamento_inicial"})


# ------------------------------------------------------------------ deciding


@exige(Permissao.IMPORTAR)
def corrigir(ctx: Contexto, *, item_id: int, versao: int, correcao: Correcao) -> None:
    """Keep what the clerk made of an item: it is confirmed as it stands here.

    ErroDominio when the item was decided, or somebody else changed it meanwhile.
    """
    servidor_id = correcao.pedido.servidor_id if correcao.pedido is not None else None
    limpa = correcao
    if correcao.pedido is not None:
        # The paper is that of all the acts of the decree, and is corrected apart.
        limpa = replace(correcao, pedido=replace(correcao.pedido, instrumento=None, versao=None))
    _mudar(ctx, item_id, versao, lambda g: replace(g, correcao=limpa, servidor_id=servidor_id or g.servidor_id))


@exige(Permissao.IMPORTAR)
def escolher_pessoa(ctx: Contexto, *, item_id: int, versao: int, servidor_id: int) -> None:
    """Say whom an item is about; the rest is still read from the text.  Errors as `corrigir`."""

    def escolher(gravado: Guardado) -> Guardado:
        correcao = gravado.correcao
        if correcao is not None and correcao.pedido is not None:
            pedido = replace(correcao.pedido, servidor_id=servidor_id, vinculo_id=None, pessoa=None)
            correcao = replace(correcao, pedido=pedido)
        return replace(gravado, servidor_id=servidor_id, correcao=correcao)

    _mudar(ctx, item_id, versao, escolher)


@exige(Permissao.IMPORTAR)
def corrigir_papel(ctx: Contexto, *, leitura_id: int, papel: int, instrumento: Instrumento) -> None:
    """Correct type, number, date and authority of a paper, for all its acts.

    ErroDominio when some of its acts are in the book already: a paper in the book does not change.
    """
    with ctx.banco.escrita() as conexao:
        base.exigir_leitura(conexao, leitura_id)
        dele = [g for g in map(guardados.ler, consultas.itens(conexao, leitura_id)) if g.proposta.papel == papel]
        _exigir_fora_do_livro(dele)
        for gravado in dele:
            mudado = replace(gravado, instrumento=replace(instrumento, texto=""))
            consultas.alterar_item(conexao, gravado.id, proposta=guardados.escrever(mudado))


@exige(Permissao.IMPORTAR)
def publicar(ctx: Contexto, *, leitura_id: int, publicacao: Publicacao) -> None:
    """Say in which edition a reading was published; the drafts that nobody corrected take the new day.

    ErroDominio when some of its acts are in the book already.
    """
    with ctx.banco.escrita() as conexao:
        base.exigir_leitura(conexao, leitura_id)
        _exigir_fora_do_livro([guardados.ler(linha) for linha in consultas.itens(conexao, leitura_id)])
        consultas.alterar_leitura(
            conexao, leitura_id, doe_edicao=publicacao.edicao, doe_data=publicacao.data, doe_pagina=publicacao.pagina
        )


@exige(Permissao.IMPORTAR)
def descartar(ctx: Contexto, *, itens: Sequence[int], motivo: str) -> int:
    """Take items out of the pending ones, keeping why; return how many.

    ErroDominio, with nothing changed, without a reason or when one of them was decided already.
    """
    if not motivo.strip():
        raise ErroDominio("Diga por que o item é descartado. Nada foi alterado.")
    with ctx.banco.escrita() as conexao:
        for _, grupo in base.exigir_itens(conexao, itens):
            for gravado in grupo:
                consultas.alterar_item(conexao, gravado.id, estado=DESCARTADO, motivo=motivo.strip())
                _trilhar(ctx, conexao, "descarta", gravado.id)
    return len(itens)


@exige(Permissao.IMPORTAR)
def reabrir(ctx: Contexto, *, itens: Sequence[int]) -> int:
    """Make items pending again: discarded, or confirmed by an act that was estornado since; return how many.

    ErroDominio, with nothing changed, for one whose act is in the book.
    """
    with ctx.banco.escrita() as conexao:
        for gravado in [g for _, grupo in base.exigir_itens(conexao, itens, pendentes=False) for g in grupo]:
            if gravado.estado == CONFIRMADO and not _saiu_do_livro(conexao, gravado):
                raise ErroDominio(
                    f"O item {gravado.ordem} já está no livro e não volta a pendente. Nada foi alterado; se o ato não "
                    "deve valer, corrija-o na ficha da pessoa."
                )
            consultas.alterar_item(conexao, gravado.id, estado=PENDENTE, motivo="", ato_id=None)
            _trilhar(ctx, conexao, "reabre", gravado.id)
    return len(itens)


@exige(Permissao.IMPORTAR, Permissao.REGISTRAR_ATO)
def confirmar(
    ctx: Contexto,
    *,
    itens: Sequence[int],
    hoje: date,
    repetidos: bool = False,
    progresso: Callable[[int, int], None] | None = None,
) -> Confirmados:
    """Enter the acts of these items, all or none, each paper with one instrumento and one operation.

    Items enter by day, what ends before what begins, then in the order of the text.  ErroDominio names the item that
    cannot enter and why; nothing is kept then.  ``repetidos`` enters also what seems to be in the book already.  Before
    more than one, the registry is copied.
    """
    if len(itens) > 1:
        from . import copias

        copias.antes_de_importar(ctx)
    with ctx.banco.escrita() as conexao:
        grupos = base.exigir_itens(conexao, itens)
        return confirmar_em(
            ctx,
            conexao,
            [(base.guardada(leitura), leitura.texto, dela) for leitura, dela in grupos],
            hoje,
            repetidos=repetidos,
            progresso=progresso,
        )


def ressalva_sugerida(papel: Instrumento) -> Ressalva:
    """Return the ressalva with which a published act that does not meet the law may enter, for the clerk to accept."""
    partes = [f"nº {papel.doe_edicao}" if papel.doe_edicao else ""]
    partes.append(f"de {formatar_data(papel.doe_data)}" if papel.doe_data is not None else "")
    partes.append(f"p. {papel.doe_pagina}" if papel.doe_pagina else "")
    onde = ", ".join(parte for parte in partes if parte)
    return Ressalva(
        tipo=TipoRessalva.ATO_CONSUMADO,
        numero=papel.numero or "s/nº",
        data=papel.data or papel.doe_data,
        autoridade=papel.autoridade,
        fundamento=f"Publicado no Diário Oficial do Estado {onde}: {nome_do_papel(papel)}.".replace("  ", " "),
    )


@exige(Permissao.IMPORTAR)
def _mudar(ctx: Contexto, item_id: int, versao: int, como: Callable[[Guardado], Guardado]) -> None:
    with ctx.banco.escrita() as conexao:
        _, gravado = base.exigir_item(conexao, item_id)
        mudado = como(gravado)
        feito = consultas.alterar_item(
            conexao, item_id, versao, proposta=guardados.escrever(mudado), servidor_id=mudado.servidor_id
        )
        if not feito:
            raise ErroDominio("Este item mudou enquanto estava aberto. Nada foi alterado; reveja-o e corrija de novo.")


def _exigir_fora_do_livro(gravados: Sequence[Guardado]) -> None:
    feitos = sum(g.estado == CONFIRMADO for g in gravados)
    if feitos:
        quantos = "1 ato deste papel já está" if feitos == 1 else f"{feitos} atos deste papel já estão"
        raise ErroDominio(f"{quantos} no livro com os dados que constam, e o papel não muda mais. Nada foi alterado.")


def _trilhar(ctx: Contexto, conexao: Conexao, acao: str, item_id: int) -> None:
    trilhar(
        conexao, instante=ctx.relogio.agora(), usuario=ctx.usuario, acao=acao, objeto="leitura_item", objeto_id=item_id
    )


def _saiu_do_livro(conexao: Conexao, gravado: Guardado) -> bool:
    """Tell whether the act of a confirmed item was estornado: what was undone may be confirmed again."""
    try:
        return gravado.ato_id is not None and emendas_exame.abrir(conexao, gravado.ato_id).sorte.situacao.so_no_livro
    except ErroDominio:
        return False
