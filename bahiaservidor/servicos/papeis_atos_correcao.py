"""Papers of the five ways of correcting: a draft of each that is published, an internal note of the other two."""

from __future__ import annotations

import dataclasses
from datetime import date
from functools import partial

from ..documentos import modelos as papel
from ..documentos.ato_doe import pontuar
from ..documentos.peca import Assinam, Assinatura, LocalData, Parte, Peca, Texto
from ..documentos.peca_texto import em_texto
from ..documentos.textos import Marcado, ModeloTexto
from ..estatuto.atos.base import Ato
from ..estatuto.erros import ErroDominio
from ..estatuto.tipos import AlcanceRepublicacao
from ..estatuto.tipos_emendas import DestinoAto, FormaEmenda
from ..registro.conexao import Conexao
from ..registro.consultas import ficha as consultas_da_ficha
from . import contraditorio, modelos_documento, papeis_memoria
from . import emendas_exame as exame
from . import papeis_fontes as fontes_
from .contexto import Contexto
from .emendas_previa import campos_alterados, referidos
from .frases import enumerar
from .papeis_atos import Desenho, compor, defesa_impressa, gemeo_docx
from .papeis_atos_caso import VAZIO, Caso, Redacao, abrir_caso
from .papeis_atos_especies import PREFIXO
from .papeis_emissao import Papel
from .papeis_peca import cabecalho, papel_da_peca
from .permissoes import Permissao, exige
from .protecao import papel_protegido
from .tipos import PedidoAto
from .tipos.emendas import CampoAlterado, PedidoEmenda

_MODELO = "ato_correcao"


@exige(Permissao.PREPARAR_MINUTA)
@papel_protegido
def papel_da_emenda(ctx: Contexto, *, pedido: PedidoEmenda, hoje: date) -> Papel:
    """Return the draft of a retificação, anulação or revogação, or the internal note of an estorno or correção.

    Numbered when issued.  Issuing the draft of an anulação is refused while notice and defence lack something and
    nothing waives them.  ErroDominio when the act to correct is not there.
    """
    with ctx.banco.leitura() as conexao:
        alvo = exame.abrir(conexao, pedido.ato_id)
        caso = _caso(ctx, conexao, alvo, pedido, hoje)
        textos = modelos_documento.modelo(conexao, _MODELO, caso.orgao_id)
        if not pedido.forma.publicada:
            return _nota(caso, textos, alvo, pedido, hoje)
        desenho = _minuta(caso, textos, alvo, pedido)
    guardar = None
    if pedido.forma is FormaEmenda.ANULACAO:
        guardar = partial(_exigir, ctx, contraditorio.chave_da_anulacao(pedido.ato_id), alvo.entrada.vinculo_id, hoje)
    return papel_da_peca(
        desenho.peca,
        ano=hoje.year,
        orgao_id=desenho.orgao_id,
        assunto=desenho.peca.assunto,
        outros={
            "servidor_id": alvo.leitura.servidor_id,
            "vinculo_id": alvo.entrada.vinculo_id,
            "ato_id": pedido.ato_id,
            "gemeos": (gemeo_docx(desenho.peca, hoje.year),),
            "ao_guardar": guardar,
        },
    )


@exige(Permissao.PREPARAR_MINUTA)
@papel_protegido
def texto_da_emenda(ctx: Contexto, *, pedido: PedidoEmenda, hoje: date) -> str:
    """Return the published correction as plain text.  ErroDominio for one that is not published."""
    if not pedido.forma.publicada:
        raise ErroDominio(f"{pedido.forma.rotulo} não se publica: fica no assentamento (art. 22). Nada foi copiado.")
    with ctx.banco.leitura() as conexao:
        alvo = exame.abrir(conexao, pedido.ato_id)
        caso = _caso(ctx, conexao, alvo, pedido, hoje)
        desenho = _minuta(caso, modelos_documento.modelo(conexao, _MODELO, caso.orgao_id), alvo, pedido)
    return em_texto(desenho.corpo, desenho.peca.orgao.municipio)


def _exigir(ctx: Contexto, ato: str, vinculo_id: int | None, hoje: date, conexao: Conexao, _documento_id: int) -> None:
    contraditorio.exigir(ctx, conexao, ato=ato, vinculo_id=vinculo_id, hoje=hoje)


def _caso(ctx: Contexto, conexao: Conexao, alvo: exame.Alvo, pedido: PedidoEmenda, hoje: date) -> Caso:
    conteudo = {"ato": pedido.ato_id, "motivo": pedido.motivo}
    como_ato = PedidoAto(
        tipo=pedido.forma.value,
        conteudo={nome: valor for nome, valor in conteudo.items() if valor},
        servidor_id=alvo.leitura.servidor_id,
        vinculo_id=alvo.entrada.vinculo_id if alvo.numero is not None else None,
        ressalva=pedido.ressalva,
        instrumento=pedido.instrumento,
    )
    caso = abrir_caso(ctx, conexao, como_ato, hoje, f"pedido de {pedido.forma.rotulo.lower()}")
    # Of a correction only its own requirements count, and they are not judged here.
    caso.preparo = None
    return caso


# ------------------------------------------------------------------ what is published


def _minuta(caso: Caso, t: ModeloTexto, alvo: exame.Alvo, pedido: PedidoEmenda) -> Desenho:
    valores = _valores(caso, t, alvo)
    if pedido.forma is FormaEmenda.RETIFICACAO:
        artigos = _retificar(caso, t, alvo, pedido, valores)
    elif pedido.forma is FormaEmenda.ANULACAO:
        artigos = _anular(caso, t, alvo, pedido, valores)
    else:
        artigos = _revogar(caso, t, pedido, valores)
    artigos.append(t.paragrafo("motivo", motivo=caso.frase(pedido.motivo)))
    redacao = Redacao(ementa=t.paragrafo(f"{pedido.forma.value}_ementa", **valores), artigos=tuple(artigos))
    outros = {}
    if pedido.forma is FormaEmenda.ANULACAO and alvo.entrada.vinculo_id is not None:
        chave = contraditorio.chave_da_anulacao(pedido.ato_id)
        outros["defesa"] = defesa_impressa(caso, chave, alvo.entrada.vinculo_id)
    return compor(caso, redacao, chave=f"{PREFIXO}{pedido.forma.value}", assunto=caso.nome(), modelo=_MODELO, **outros)


def _valores(caso: Caso, t: ModeloTexto, alvo: exame.Alvo) -> dict[str, str | None]:
    ato = alvo.vigente
    return {
        "ato": ato.definicao.rotulo.lower(),
        "nome": caso.nome(),
        "quem": caso.quem(),
        "cargo": _cargo(caso, ato),
        "data": caso.data(ato.data, f"data do ato de {ato.definicao.rotulo.lower()}", f"livro, ato {ato.id}"),
        "instrumento": _instrumento(caso, t, alvo),
    }


def _cargo(caso: Caso, ato: Ato) -> Marcado | None:
    cargo_id = caso.vinculo.cargo if caso.vinculo is not None else getattr(ato.conteudo, "cargo", None)
    return caso.cargo(cargo_id)


def _instrumento(caso: Caso, t: ModeloTexto, alvo: exame.Alvo) -> Marcado:
    """Return the piece that cites the paper of the act; empty for one that was not published."""
    id_ = alvo.entrada.instrumento_id
    achado = consultas_da_ficha.instrumentos(caso.conexao, [id_]).get(id_) if id_ is not None else None
    publicado = alvo.vigente.data if alvo.vigente.definicao.publicado else None
    citado = caso.citar(
        papel.AtoPublicado(
            tipo=(achado.tipo or None) if achado is not None else None,
            numero=(achado.numero or None) if achado is not None else None,
            data=achado.data if achado is not None else None,
            doe_data=(achado.doe_data if achado is not None else None) or publicado,
        )
    )
    return t.paragrafo("feito_por", instrumento=citado) if citado is not None else VAZIO


def _retificar(
    caso: Caso, t: ModeloTexto, alvo: exame.Alvo, pedido: PedidoEmenda, valores: dict[str, str | None]
) -> list[Marcado]:
    artigos = [t.paragrafo("retificacao", **valores)]
    for mudado in _mudancas(caso, alvo, pedido):
        artigos.append(t.paragrafo("retificacao_campo", **mudado))
    substancial = pedido.alcance is AlcanceRepublicacao.SUBSTANCIAL
    artigos.append(t.paragrafo("retificacao_substancial" if substancial else "retificacao_formal"))
    return artigos


def _mudancas(caso: Caso, alvo: exame.Alvo, pedido: PedidoEmenda) -> list[dict[str, str | None]]:
    """Return what the content changes, in words; what is kept apart (health, third parties) is never said."""
    try:
        novo = exame.conteudo_novo(alvo, pedido)
    except ErroDominio:
        novo = None
    if novo is None:
        return [{"campo": None, "de": None, "para": None}]
    definicao = alvo.vigente.definicao
    apartados = {c.name for c in dataclasses.fields(definicao.conteudo) if c.metadata.get("sigiloso")}
    nomes = {
        (especie, id_): nome
        for especie, ids in referidos(definicao, alvo.vigente.conteudo, novo).items()
        for id_, nome in consultas_da_ficha.nomes(caso.conexao, especie, ids).items()
    }
    campos = campos_alterados(definicao, alvo.vigente.conteudo, novo, nomes)
    return [_mudanca(caso, campo) for campo in campos if campo.campo not in apartados]


def _mudanca(caso: Caso, campo: CampoAlterado) -> dict[str, str | None]:
    return {
        "campo": campo.rotulo,
        "de": caso.livre(campo.de, f"{campo.rotulo}, como estava"),
        "para": caso.livre(campo.para, f"{campo.rotulo}, corrigido"),
    }


def _anular(
    caso: Caso, t: ModeloTexto, alvo: exame.Alvo, pedido: PedidoEmenda, valores: dict[str, str | None]
) -> list[Marcado]:
    artigos = [t.paragrafo("anulacao", **valores)]
    por_id = {ato.id: ato for ato in alvo.leitura.atos}
    for destino, chave in ((DestinoAto.CAI, "anulacao_caem"), (DestinoAto.MANTIDO, "anulacao_mantidos")):
        nomes = [
            f"{ato.definicao.rotulo.lower()}, de {caso.data(ato.data, ato.definicao.rotulo.lower(), 'livro')}"
            for id_, qual in pedido.destinos.items()
            if qual is destino and (ato := por_id.get(id_)) is not None
        ]
        if nomes:
            artigos.append(t.paragrafo(chave, atos=enumerar(nomes)))
    return artigos


def _revogar(caso: Caso, t: ModeloTexto, pedido: PedidoEmenda, valores: dict[str, str | None]) -> list[Marcado]:
    if pedido.efeitos_em is None:
        corpo = t.paragrafo("revogacao_sem_data", **valores)
    else:
        corpo = t.paragrafo("revogacao", vigencia=caso.data(pedido.efeitos_em, "início da revogação"), **valores)
    return [corpo, t.paragrafo("revogacao_efeitos")]


# ------------------------------------------------------------------ what is not


def _nota(caso: Caso, t: ModeloTexto, alvo: exame.Alvo, pedido: PedidoEmenda, hoje: date) -> Papel:
    valores = _valores(caso, t, alvo)
    textos = [t.paragrafo("nota_estorno" if pedido.forma is FormaEmenda.ESTORNO else "nota_correcao", **valores)]
    if pedido.forma is FormaEmenda.CORRECAO:
        textos += [t.paragrafo("nota_campo", **mudado) for mudado in _mudancas(caso, alvo, pedido)]
    textos.append(t.paragrafo("nota_motivo", motivo=caso.frase(pedido.motivo, "motivo")))
    textos.append(t.paragrafo("nota_livro"))
    grupos: list[list[Parte]] = [[Texto(texto=pontuar(texto))] for texto in textos]
    caso.data(hoje, "dia do registro de correção", "dia em que a nota foi pedida")
    grupos.append([LocalData(data=hoje), Assinam(itens=[_responsavel(caso)])])
    orgao = fontes_.orgao(caso.fontes) if caso.fontes is not None else cabecalho(caso.conexao, caso.orgao_id or None)
    peca = Peca(
        chave="nota_correcao",
        titulo=str(t.paragrafo("nota_titulo")),
        assunto=caso.nome(),
        orgao=orgao,
        grupos=grupos,
        identificacao=papel.IdentificacaoDocumento(versao_modelo=t.versao),
        nome_corrente=caso.nome(),
        memorias=papeis_memoria.sem_repetir(caso.memorias),
    )
    return papel_da_peca(
        peca,
        ano=hoje.year,
        orgao_id=caso.orgao_id,
        assunto=caso.nome(),
        outros={
            "servidor_id": alvo.leitura.servidor_id,
            "vinculo_id": alvo.entrada.vinculo_id,
            "ato_id": pedido.ato_id,
        },
    )


def _responsavel(caso: Caso) -> Assinatura:
    return Assinatura(fontes_.signatario(caso.ctx.usuario).nome, "Responsável pelo assentamento")
