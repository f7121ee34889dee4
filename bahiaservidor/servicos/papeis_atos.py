"""Drafts of the acts that go to the Diário Oficial: from a minuta, or from a request before it is kept.

The number printed is that of the minuta.  The DOCX is kept with the PDF when the draft is issued; `texto_do_ato` is
what is pasted into the DOE's system.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, Final

from ..documentos import modelos as papel
from ..documentos.ato_defesa import partes as partes_da_defesa
from ..documentos.ato_doe import DadosAto, corpo, montar
from ..documentos.peca import Parte, Peca
from ..documentos.peca_texto import em_texto
from ..documentos.textos import ModeloTexto
from ..estatuto.erros import ErroDominio
from ..registro.conexao import Conexao
from ..registro.consultas import minutas as consultas_de_minutas
from . import contraditorio, modelos_documento, papeis_memoria
from . import papeis_atos_carreira as carreira
from . import papeis_atos_entrada as entrada
from . import papeis_atos_retorno as retorno
from . import papeis_fontes as fontes_
from .contexto import Contexto
from .julgamento import definicao
from .minutas import pedido_da_minuta
from .papeis_atos_caso import Caso, Redacao, abrir_caso
from .papeis_atos_defesa import impressa
from .papeis_atos_especies import PREFIXO
from .papeis_emissao import Gemeo, Papel, intitular, nome_de_arquivo
from .papeis_peca import cabecalho, numerada, papel_da_peca
from .permissoes import Permissao, exige
from .protecao import papel_protegido
from .tipos import PedidoAto

Redator = Callable[[Caso, ModeloTexto], Redacao]

REDATORES: Final[Mapping[str, tuple[str, Redator]]] = {
    "nomeacao": ("ato_nomeacao", entrada.nomeacao),
    "prorrogacao_posse": ("ato_prazo_posse", entrada.prorrogacao),
    "decisao_prorrogacao": ("ato_prazo_posse", entrada.prorrogacao),
    "republicacao": ("ato_prazo_posse", entrada.republicacao),
    "tornar_sem_efeito": ("ato_prazo_posse", entrada.sem_efeito),
    "exoneracao_a_pedido": ("ato_exoneracao", entrada.a_pedido),
    "exoneracao_de_oficio": ("ato_exoneracao", entrada.de_oficio),
    "exoneracao_a_juizo": ("ato_exoneracao", entrada.a_juizo),
    "homologacao_estagio": ("ato_estagio", entrada.homologacao),
    "aposentadoria": ("ato_vacancia", retorno.aposentadoria),
    "demissao": ("ato_vacancia", retorno.demissao),
    "vacancia_posse_inacumulavel": ("ato_vacancia", retorno.posse_inacumulavel),
    "vacancia_outra": ("ato_vacancia", retorno.outra_vacancia),
    "reversao": ("ato_provimento", retorno.reversao),
    "aproveitamento": ("ato_provimento", retorno.aproveitamento),
    "reintegracao": ("ato_provimento", retorno.reintegracao),
    "reconducao": ("ato_provimento", retorno.reconducao),
    "disponibilidade": ("ato_disponibilidade", retorno.disponibilidade),
    "cassacao_aposentadoria": ("ato_disponibilidade", retorno.cassar_aposentadoria),
    "cassacao_disponibilidade": ("ato_disponibilidade", retorno.cassar_disponibilidade),
    "remocao": ("ato_movimentacao", carreira.remocao),
    "relotacao": ("ato_movimentacao", carreira.relotacao),
    "permuta": ("ato_movimentacao", carreira.permuta),
    "designacao": ("ato_funcao", carreira.designacao),
    "dispensa": ("ato_funcao", carreira.dispensa),
    "substituicao": ("ato_funcao", carreira.substituicao),
    "fim_substituicao": ("ato_funcao", carreira.fim_substituicao),
    "promocao": ("ato_carreira", carreira.promocao),
    "readaptacao": ("ato_carreira", carreira.readaptacao),
    "fim_readaptacao": ("ato_carreira", carreira.fim_readaptacao),
    "averbacao": ("ato_carreira", carreira.averbacao),
    "extincao_cargo": ("ato_cargo", carreira.extincao),
    "transformacao_cargo": ("ato_cargo", carreira.transformacao),
}
"""Of each act, the texts it is written with and who fills them in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desenho:
    """A draft gathered and not yet drawn: the paper, the part of it that goes to the DOE, whose it is."""

    peca: Peca
    corpo: tuple[tuple[Parte, ...], ...]
    orgao_id: int
    servidor_id: int | None
    vinculo_id: int | None


@exige(Permissao.PREPARAR_MINUTA)
@papel_protegido
def minuta_do_ato(ctx: Contexto, *, minuta_id: int, hoje: date) -> Papel:
    """Return the draft of a minuta, with its number once it has one.

    Issuing it (`papeis.emitir`) is refused while notice and defence lack something and nothing waives them.
    ErroDominio for a minuta that is confirmed or cancelled, or of an act that is not published.
    """
    gravada, pedido = aberta(ctx, minuta_id)
    with ctx.banco.leitura() as conexao:
        desenho = desenhar(ctx, conexao, pedido, hoje, origem=f"minuta {minuta_id}, {definicao(gravada.tipo).rotulo}")
    numero = gravada.numero or None
    peca = numerada(desenho.peca, gravada.ano, numero) if numero else desenho.peca
    return replace(
        papel_do_desenho(replace(desenho, peca=peca), gravada.ano, numero),
        minuta_id=minuta_id,
        ao_guardar=partial(_exigir_defesa, ctx, pedido.tipo, desenho.vinculo_id, hoje),
    )


@exige(Permissao.PREPARAR_MINUTA)
@papel_protegido
def minuta_de_pedido(ctx: Contexto, pedido: PedidoAto, hoje: date) -> Papel:
    """Return the draft of a request before it is kept, to be seen: without number.  Errors as `minuta_do_ato`."""
    with ctx.banco.leitura() as conexao:
        desenho = desenhar(ctx, conexao, pedido, hoje, origem=f"formulário, {definicao(pedido.tipo).rotulo}")
    return replace(
        papel_do_desenho(desenho, hoje.year, None),
        ao_guardar=partial(_exigir_defesa, ctx, pedido.tipo, desenho.vinculo_id, hoje),
    )


@exige(Permissao.PREPARAR_MINUTA)
@papel_protegido
def texto_do_ato(ctx: Contexto, *, minuta_id: int, hoje: date) -> str:
    """Return the act of a minuta as plain text, from the epígrafe to the signature and the annex.  Errors as above."""
    gravada, pedido = aberta(ctx, minuta_id)
    with ctx.banco.leitura() as conexao:
        desenho = desenhar(ctx, conexao, pedido, hoje, origem=gravada.tipo)
    return em_texto(desenho.corpo, desenho.peca.orgao.municipio)


@exige(Permissao.PREPARAR_MINUTA)
def docx_do_ato(ctx: Contexto, *, minuta_id: int, hoje: date) -> bytes:
    """Return the draft of a minuta as a DOCX, the words of its PDF.  Errors as `minuta_do_ato`."""
    minuta = minuta_do_ato(ctx, minuta_id=minuta_id, hoje=hoje)
    return minuta.gemeos[0].fazer(minuta.numero or 0)


def tem_minuta(tipo: str) -> bool:
    """Tell whether an act is published and so has a draft."""
    return tipo in REDATORES


# ------------------------------------------------------------------ inside


def aberta(ctx: Contexto, minuta_id: int) -> tuple[consultas_de_minutas.MinutaGravada, PedidoAto]:
    """Return a minuta and its request.  ErroDominio when it was confirmed or cancelled."""
    pedido = pedido_da_minuta(ctx, minuta_id=minuta_id)
    with ctx.banco.leitura() as conexao:
        gravada = consultas_de_minutas.ler(conexao, minuta_id)
    assert gravada is not None
    conferir_aberta(gravada)
    return gravada, pedido


def conferir_aberta(gravada: consultas_de_minutas.MinutaGravada) -> None:
    """Refuse, with ErroDominio, a minuta that was confirmed or cancelled: there is no draft of it any more."""
    if gravada.estado == "confirmada":
        raise ErroDominio(
            f"A minuta de {gravada.nome or gravada.tipo} já foi confirmada, e o que vale agora é o ato publicado. Nada "
            "foi impresso; o que foi emitido está em Documentos."
        )
    if gravada.estado == "sem_efeito":
        motivo = f" ({gravada.motivo})" if gravada.motivo else ""
        raise ErroDominio(
            f"A minuta de {gravada.nome or gravada.tipo} ficou sem efeito{motivo}. Nada foi impresso; o número dela "
            "continua cancelado. Prepare outra minuta."
        )


def desenhar(ctx: Contexto, conexao: Conexao, pedido: PedidoAto, hoje: date, *, origem: str) -> Desenho:
    """Return the draft of a request.  ErroDominio for an act that is not published or lacks whom it is about."""
    achado = REDATORES.get(pedido.tipo)
    if achado is None:
        raise ErroDominio(
            f"{definicao(pedido.tipo).rotulo} não sai no Diário Oficial, e por isso não tem minuta para ele. Nada foi "
            "impresso."
        )
    nome, redator = achado
    caso = abrir_caso(ctx, conexao, pedido, hoje, origem)
    redacao = redator(caso, modelos_documento.modelo(conexao, nome, caso.orgao_id))
    assunto = caso.nome() or carreira.nome_do_cargo(caso)
    return compor(caso, redacao, chave=f"{PREFIXO}{pedido.tipo}", assunto=assunto, modelo=nome)


def compor(
    caso: Caso, redacao: Redacao, *, chave: str, assunto: str, modelo: str, junto: Sequence[Caso] = (), **outros: Any
) -> Desenho:
    """Return the draft of a case with these words; ``junto`` are the others that the same instrument is about.

    ``outros`` are other fields of `DadosAto` (the annex).
    """
    instrumento = caso.pedido.instrumento
    autoridade = caso.autoridade()
    data = instrumento.data if instrumento is not None else None
    caso.data(data, "data do instrumento")
    ressalvas = tuple(ressalva for um in (caso, *junto) for ressalva in _ressalvas(um))
    defesa = outros.pop("defesa", None) or _defesa(caso)
    proprio = modelos_documento.modelo(caso.conexao, modelo, caso.orgao_id)
    caso.memorias += papeis_memoria.dos_valores(ressalvas, f"{caso.origem}: ressalva")
    dados = DadosAto(
        chave=chave,
        assunto=assunto,
        orgao=_orgao(caso),
        identificacao=papel.IdentificacaoDocumento(versao_modelo=_versao(caso.comum, proprio)),
        especie=especie_do_instrumento(caso, autoridade),
        numero=(instrumento.numero or None) if instrumento is not None else None,
        data=data,
        autoridade=autoridade,
        competencia=_competencia(redacao, autoridade),
        processo=_processo(caso),
        ementa=redacao.ementa,
        artigos=redacao.artigos,
        ressalvas=ressalvas,
        defesa=defesa,
        memorias=papeis_memoria.sem_repetir(caso.memorias),
        **outros,
    )
    return Desenho(
        peca=montar(dados, caso.comum),
        corpo=tuple(tuple(grupo) for grupo in corpo(dados, caso.comum)),
        orgao_id=caso.orgao_id,
        servidor_id=caso.fontes.posto.servidor_id if caso.fontes is not None else caso.pedido.servidor_id,
        vinculo_id=caso.vinculo.id if caso.vinculo is not None else None,
    )


def _orgao(caso: Caso) -> papel.OrgaoEmissor:
    if caso.fontes is not None:
        return fontes_.orgao(caso.fontes)
    emissor = cabecalho(caso.conexao, caso.orgao_id or None)
    return replace(emissor, municipio=caso.municipio(caso.conteudo.get("unidade")) or emissor.municipio)


def _versao(comum: ModeloTexto, proprio: ModeloTexto) -> str:
    """Return what the footer says: the version of the act's own texts and of those all acts share."""
    return f"{proprio.versao}/{comum.versao}"


def especie_do_instrumento(caso: Caso, autoridade: papel.Autoridade) -> str:
    """Return the kind of instrument: the one chosen, else a decree of the Governor and a portaria of anybody else."""
    instrumento = caso.pedido.instrumento
    if instrumento is not None:
        return instrumento.tipo
    return "Decreto" if (autoridade.cargo or "").casefold().startswith("governador") else "Portaria"


def _competencia(redacao: Redacao, autoridade: papel.Autoridade) -> str:
    if redacao.competencia == "art. 18" and autoridade.inciso:
        return f"art. 18, inciso {autoridade.inciso}"
    return redacao.competencia


def _processo(caso: Caso) -> str | None:
    # The process of a demissão or of a sentence is another, and its act says so: what it prints is the same number.
    return caso.livre(caso.conteudo.get("processo"), "processo")


def _ressalvas(caso: Caso) -> tuple[papel.Ressalva, ...]:
    if caso.pedido.ressalva is None:
        return ()
    requisitos = caso.preparo.julgamento.requisitos if caso.preparo is not None else ()
    return fontes_.ressalvas(caso.pedido.ressalva, tuple(r.dispositivo for r in requisitos if r.recusa))


def _defesa(caso: Caso) -> list[Any]:
    if contraditorio.exigencia(caso.pedido.tipo) is None or caso.vinculo is None:
        return []
    return defesa_impressa(caso, caso.pedido.tipo, caso.vinculo.id)


def defesa_impressa(caso: Caso, ato: str, vinculo_id: int) -> list[Any]:
    """Return the parts of the checklist of notice and defence, its dates noted in the memória."""
    atual = contraditorio.situacao_em(caso.ctx, caso.conexao, ato=ato, vinculo_id=vinculo_id, hoje=caso.hoje)
    dita = impressa(caso.conexao, atual)
    caso.memorias += papeis_memoria.dos_valores(dita, "aviso e defesa anotados para este ato")
    return partes_da_defesa(dita, modelos_documento.modelo(caso.conexao, "ato_defesa", caso.orgao_id))


def papel_do_desenho(desenho: Desenho, ano: int, numero: int | None) -> Papel:
    """Return the paper of a draft, with its DOCX twin; its number is that of the minuta."""
    peca = desenho.peca
    feito = papel_da_peca(
        peca,
        ano=ano,
        orgao_id=desenho.orgao_id,
        assunto=peca.assunto,
        outros={
            "servidor_id": desenho.servidor_id,
            "vinculo_id": desenho.vinculo_id,
            "gemeos": (gemeo_docx(peca, ano, numero),),
        },
    )
    titulo = intitular(peca.chave, peca.assunto, numero, ano)
    nome = nome_de_arquivo(intitular(peca.chave, "", None, ano), peca.assunto, numero, numero and ano)
    return replace(feito, titulo=titulo, nome_arquivo=nome, numero=numero, desenhar=None)


def gemeo_docx(peca: Peca, ano: int, numero: int | None = None) -> Gemeo:
    """Return the DOCX twin of a draft; one without number gets that of its issue."""
    from ..documentos.peca_docx import MIDIA

    nome = nome_de_arquivo(intitular(peca.chave, "", None, ano), peca.assunto, numero, numero and ano)
    return Gemeo(
        sufixo="docx",
        nome_arquivo=f"{nome.removesuffix('.pdf')}.docx",
        midia=MIDIA,
        fazer=partial(_docx, peca, ano, numero),
    )


def _docx(peca: Peca, ano: int, numero: int | None, emitido: int) -> bytes:
    from ..documentos import peca_docx

    qual = numero or emitido
    return peca_docx.gerar(numerada(peca, ano, qual) if qual else peca)


def _exigir_defesa(
    ctx: Contexto, ato: str, vinculo_id: int | None, hoje: date, conexao: Conexao, _documento_id: int
) -> None:
    contraditorio.exigir(ctx, conexao, ato=ato, vinculo_id=vinculo_id, hoje=hoje)
