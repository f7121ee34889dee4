"""Drafts of acts in batches: one of each minuta of a list, or all the nomeações of a list in one instrument.

Issuing them numbers the minutas that have no number yet; each draft is kept with its DOCX.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from ..documentos.peca import Peca
from ..estatuto.erros import ErroDominio
from ..registro.conexao import Conexao
from ..registro.consultas import cadastros
from ..registro.consultas import minutas as consultas_de_minutas
from ..registro.consultas import papeis_lote as consultas
from . import contraditorio
from .contexto import Contexto
from .julgamento import definicao
from .minutas import ABERTAS, pedido_gravado
from .minutas_leitura import vinculo_do_pedido
from .papeis_atos import Desenho, conferir_aberta, desenhar, tem_minuta
from .papeis_atos_especies import LOTE
from .papeis_atos_lote import com_numeros, desenhar_varios
from .papeis_emissao import Gemeo, Papel, intitular, nome_de_arquivo
from .papeis_lote_especies import Fabricante, Reunido
from .papeis_peca import numerada
from .tipos.lote import Alvo, Destinatario, EspecieDoLote, Falha

if TYPE_CHECKING:
    from ..documentos.termo import Termo

Gravada = consultas_de_minutas.MinutaGravada

# ------------------------------------------------------------------ whose


def _das_minutas(ctx: Contexto, conexao: Conexao, alvo: Alvo, hoje: date) -> Sequence[Destinatario]:
    """Return the open minutas of acts about those of the target."""
    if alvo.lista_id is not None:
        linhas = consultas.vinculos_da_lista(conexao, alvo.lista_id)
    else:
        linhas = consultas.vinculos_por_id(conexao, alvo.vinculos)
    vinculos = {linha.vinculo_id: linha for linha in linhas}
    pessoas = {linha.servidor_id: linha for linha in linhas}
    feitos = list(_nomeaveis(conexao, alvo))
    for gravada in _abertas(conexao):
        # A minuta about a person, without saying which vínculo, is about the one of this list.
        dele = gravada.vinculo_id
        linha = vinculos.get(dele) if dele is not None else pessoas.get(gravada.servidor_id)
        if linha is None or gravada.tipo == "nomeacao":
            continue
        feitos.append(
            _destinatario(
                gravada, linha.nome_social or linha.nome, linha.cargo, linha.classificacao,
                _falta_defesa(ctx, conexao, gravada, hoje),
            )
        )  # fmt: skip
    return sorted(feitos, key=lambda d: (d.classificacao is None, d.classificacao or 0, d.id))


def _das_nomeacoes(_ctx: Contexto, conexao: Conexao, alvo: Alvo, _hoje: date) -> Sequence[Destinatario]:
    """Return the open minutas of nomeação of a list, and who of it is still to be named and has none."""
    com_minuta = list(_nomeaveis(conexao, alvo))
    if alvo.lista_id is None:
        return com_minuta
    lugares = {d.classificacao for d in com_minuta}
    sem = [
        Destinatario(
            id=0, nome=linha.nome, cargo="", situacao="sem minuta", classificacao=linha.classificacao,
            impedimento="Não tem minuta de nomeação preparada.",
        )
        for linha in cadastros.candidatos(conexao, alvo.lista_id)
        if linha.situacao == "a_nomear" and (linha.vinculo_id is None or linha.sem_efeito is not None)
        and linha.classificacao not in lugares
    ]  # fmt: skip
    return sorted([*com_minuta, *sem], key=lambda d: (d.classificacao or 0, d.id))


def _nomeaveis(conexao: Conexao, alvo: Alvo) -> Sequence[Destinatario]:
    if alvo.lista_id is None:
        return ()
    lista = cadastros.um(conexao, "lista", alvo.lista_id)
    cargo = cadastros.um(conexao, "cargo", lista.cargo_id) if lista is not None else None
    candidatos = {linha.id: linha for linha in cadastros.candidatos(conexao, alvo.lista_id)}
    feitos: list[Destinatario] = []
    vistos: set[int] = set()
    for gravada in _abertas(conexao, "nomeacao"):  # the latest first
        candidato = candidatos.get(json.loads(gravada.conteudo).get("candidato"))
        if candidato is None:
            continue
        repetida = "Tem minuta de nomeação mais nova." if candidato.id in vistos else ""
        vistos.add(candidato.id)
        nome_do_cargo = cargo.nome if cargo is not None else ""
        feitos.append(_destinatario(gravada, candidato.nome, nome_do_cargo, candidato.classificacao, repetida))
    return feitos


def _abertas(conexao: Conexao, tipo: str | None = None) -> Sequence[Gravada]:
    return [g for g in consultas_de_minutas.listar(conexao, estados=ABERTAS, tipo=tipo) if tem_minuta(g.tipo)]


def _destinatario(gravada: Gravada, nome: str, cargo: str, classificacao: int | None, impedimento: str) -> Destinatario:
    numero = f"nº {gravada.numero}/{gravada.ano}" if gravada.numero else "sem nº"
    return Destinatario(
        id=gravada.id,
        nome=nome,
        cargo=cargo,
        situacao=f"{definicao(gravada.tipo).rotulo}, {numero}",
        classificacao=classificacao,
        impedimento=impedimento,
    )


def _falta_defesa(ctx: Contexto, conexao: Conexao, gravada: Gravada, hoje: date) -> str:
    if contraditorio.exigencia(gravada.tipo) is None:
        return ""
    vinculo_id = vinculo_do_pedido(conexao, pedido_gravado(gravada), hoje)
    if vinculo_id is None:
        return ""
    atual = contraditorio.situacao_em(ctx, conexao, ato=gravada.tipo, vinculo_id=vinculo_id, hoje=hoje)
    return "" if atual.permite_emitir else "Faltam aviso e defesa, ou o fundamento da dispensa."


# ------------------------------------------------------------------ the drafts


def _uma_a_uma(
    ctx: Contexto, conexao: Conexao, ids: Sequence[int], _respostas: Mapping[str, Any], hoje: date
) -> Sequence[Reunido | Falha]:
    feitos: list[Reunido | Falha] = []
    for id_ in ids:
        gravada = consultas_de_minutas.ler(conexao, id_)
        if gravada is None:
            feitos.append(Falha(nome=f"minuta {id_}", motivo="Não existe mais."))
            continue
        try:
            feitos.append(_da_minuta(ctx, conexao, gravada, hoje))
        except ErroDominio as erro:
            feitos.append(Falha(nome=_nome(gravada), motivo=erro.mensagem))
    return feitos


def _da_minuta(ctx: Contexto, conexao: Conexao, gravada: Gravada, hoje: date) -> Reunido:
    conferir_aberta(gravada)
    pedido = pedido_gravado(gravada)
    origem = f"minuta {gravada.id}, {definicao(gravada.tipo).rotulo}"
    desenho = desenhar(ctx, conexao, pedido, hoje, origem=origem)

    def conferir(aberta: Conexao, _documento_id: int = 0) -> None:
        contraditorio.exigir(ctx, aberta, ato=pedido.tipo, vinculo_id=desenho.vinculo_id, hoje=hoje)

    conferir(conexao)

    def com_numero(numero: int | None) -> Peca:
        qual = gravada.numero or numero
        return numerada(desenho.peca, gravada.ano, qual) if qual else desenho.peca

    return _reunido(desenho, (gravada,), com_numero, {"minuta_id": gravada.id, "ao_guardar": conferir}, de_varios=False)


def _em_conjunto(
    ctx: Contexto, conexao: Conexao, ids: Sequence[int], _respostas: Mapping[str, Any], hoje: date
) -> Sequence[Reunido | Falha]:
    """Return one draft for all these minutas of nomeação, with the number of each."""
    gravadas = [g for g in (consultas_de_minutas.ler(conexao, id_) for id_ in ids) if g is not None]
    if len(gravadas) < len(ids):
        raise ErroDominio("Uma das minutas escolhidas não existe mais. Nada foi emitido; atualize a lista.")
    ano = gravadas[0].ano
    if any(g.ano != ano for g in gravadas):
        raise ErroDominio(
            "As minutas são numeradas por ano, e as escolhidas não são do mesmo. Nada foi emitido; emita um ato com as "
            "de cada ano."
        )
    for gravada in gravadas:
        conferir_aberta(gravada)
    desenho = desenhar_varios(ctx, conexao, [pedido_gravado(g) for g in gravadas], hoje)

    def com_numero(numero: int | None) -> Peca:
        seguinte = numero or 0
        numeros = []
        for gravada in gravadas:
            numeros.append(gravada.numero or seguinte)
            seguinte += 1 if seguinte and not gravada.numero else 0
        return com_numeros(desenho.peca, numeros, ano)

    return [_reunido(desenho, gravadas, com_numero, {}, de_varios=True)]


def _reunido(
    desenho: Desenho,
    gravadas: Sequence[Gravada],
    com_numero: Callable[[int | None], Peca],
    outros: Mapping[str, Any],
    *,
    de_varios: bool,
) -> Reunido:
    from ..documentos.peca_docx import MIDIA

    peca, ano = desenho.peca, gravadas[0].ano
    nome = nome_de_arquivo(intitular(peca.chave, "", None, ano), peca.assunto)
    gemeo = Gemeo(
        sufixo="docx", nome_arquivo=f"{nome.removesuffix('.pdf')}.docx", midia=MIDIA, fazer=partial(_docx, com_numero)
    )
    sem_numero = tuple(g.id for g in gravadas if not g.numero)
    papel = Papel(
        titulo=intitular(peca.chave, peca.assunto, None, ano),
        nome_arquivo=nome,
        pdf=b"",
        especie=peca.chave,
        ano=ano,
        assunto=peca.assunto,
        orgao_id=desenho.orgao_id,
        numero=None if sem_numero else min(g.numero for g in gravadas),
        modelo_versao=peca.identificacao.versao_modelo or "",
        memoria=tuple(peca.memorias),
        servidor_id=desenho.servidor_id,
        vinculo_id=desenho.vinculo_id,
        gemeos=(gemeo,),
        **outros,
    )
    return Reunido(
        papel=papel,
        montar=partial(_pdf, com_numero),
        a_numerar=sem_numero,
        tipo_minuta=gravadas[0].tipo,
        de_varios=de_varios,
    )


def _pdf(com_numero: Callable[[int | None], Peca], numero: int | None) -> Termo:
    from ..documentos.peca_pdf import PecaPdf

    return PecaPdf(com_numero(numero))


def _docx(com_numero: Callable[[int | None], Peca], numero: int) -> bytes:
    from ..documentos import peca_docx

    return peca_docx.gerar(com_numero(numero))


def _nome(gravada: Gravada) -> str:
    pessoa = pedido_gravado(gravada).pessoa
    return gravada.nome or (pessoa.nome if pessoa is not None else f"minuta {gravada.id}")


ATOS: Final = (
    Fabricante(
        especie=EspecieDoLote(
            chave=f"{LOTE}nomeacao", rotulo="Nomeação de todos em um só ato (minuta)", de="minuta", um_so=True
        ),
        destinatarios=_das_nomeacoes,
        reunir=_em_conjunto,
    ),
    Fabricante(
        especie=EspecieDoLote(chave="minutas_atos", rotulo="Minutas de atos, uma por pessoa", de="minuta"),
        destinatarios=_das_minutas,
        reunir=_uma_a_uma,
    ),
)
"""The kinds of this module, as they are offered."""
