"""Termo de posse and termo de exercício, from what is registered; the termo de posse also from a minuta."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from ..documentos import modelos as papel
from ..documentos import termo_exercicio as documento_exercicio
from ..documentos import termo_posse as documento_posse
from ..documentos.peca import DataImpressa
from ..documentos.textos import ModeloTexto
from ..estatuto.atos.exercicio import Exercicio
from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.datas import formatar_data
from ..estatuto.prazos import prazo_da_posse, prazo_do_exercicio
from ..registro import livro
from ..registro.conexao import Conexao
from ..registro.consultas import minutas as consultas_de_minutas
from ..registro.consultas import papeis as consultas
from ..registro.vidas import ler_vida
from . import modelos_documento, papeis_memoria
from . import papeis_fontes as fontes_
from .contexto import Contexto
from .minutas import pedido_da_minuta
from .papeis_emissao import Papel, intitular, nome_de_arquivo
from .papeis_fontes import Fontes, PosseLida
from .provimento import analisar
from .tipos import PedidoAto

Progresso = Callable[[int, int], None]
Cancelado = Callable[[], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Termo:
    """A termo de posse gathered and not yet drawn, with what its issue is filed under."""

    dados: papel.DadosTermoPosse
    modelo: ModeloTexto
    memoria: tuple[DataImpressa, ...]
    especie: str
    ano: int
    numero: int | None
    orgao_id: int
    servidor_id: int
    vinculo_id: int
    minuta_id: int | None
    ato_id: int | None


# ------------------------------------------------------------------ posse


def termo_posse(ctx: Contexto, *, vinculo_id: int | None = None, minuta_id: int | None = None, hoje: date) -> Papel:
    """Return the termo de posse of a vínculo (its registered posse) or of a minuta (ruled blanks for what it lacks).

    A minuta already confirmed gives the paper of the act it became.  ErroDominio when there is no posse to print.
    """
    if (vinculo_id is None) == (minuta_id is None):
        raise ValueError("termo_posse: vinculo_id or minuta_id, one of them")
    termo = _do_vinculo(ctx, vinculo_id, hoje) if vinculo_id is not None else _da_minuta(ctx, minuta_id or 0, hoje)
    assunto = termo.dados.empossado.nome or ""
    return Papel(
        titulo=intitular(termo.especie, assunto, termo.numero, termo.ano),
        nome_arquivo=nome_de_arquivo("termo de posse", assunto, termo.numero, termo.numero and termo.ano),
        pdf=documento_posse.gerar(termo.dados, modelo=termo.modelo),
        especie=termo.especie,
        ano=termo.ano,
        assunto=assunto,
        orgao_id=termo.orgao_id,
        numero=termo.numero,
        modelo_versao=termo.modelo.versao,
        memoria=termo.memoria,
        servidor_id=termo.servidor_id,
        vinculo_id=termo.vinculo_id,
        minuta_id=termo.minuta_id,
        ato_id=termo.ato_id,
        desenhar=None if termo.especie != "termo_posse" else partial(_posse_numerada, termo),
    )


def termos_posse(
    ctx: Contexto,
    *,
    minuta_ids: Sequence[int],
    hoje: date,
    progresso: Progresso | None = None,
    cancelado: Cancelado | None = None,
) -> Papel:
    """Return one paper with the termos of a ceremony, in the order given, each with its own number and pages.

    ``progresso`` receives termos done and total.  ErroDominio (nothing kept) when ``cancelado`` answers yes, for an
    empty list, or when one of the minutas has no posse to print.
    """
    if not minuta_ids:
        raise ErroDominio("Nenhuma minuta de posse foi escolhida. Nada foi impresso; escolha ao menos uma.")
    termos = [_da_minuta(ctx, minuta_id, hoje) for minuta_id in minuta_ids]
    quantos = "1 termo" if len(termos) == 1 else f"{len(termos)} termos"
    dia = termos[0].dados.data
    assunto = f"{quantos}, {formatar_data(dia)}" if dia is not None else quantos
    return Papel(
        titulo=intitular("cerimonia_posse", assunto, None, hoje.year),
        nome_arquivo=nome_de_arquivo("termos de posse", None if dia is None else dia.isoformat(), quantos),
        pdf=documento_posse.gerar_lote(
            [t.dados for t in termos], modelo=termos[0].modelo, progresso=progresso, cancelado=cancelado
        ),
        especie="cerimonia_posse",
        ano=hoje.year,
        assunto=assunto,
        orgao_id=termos[0].orgao_id,
        modelo_versao=termos[0].modelo.versao,
        memoria=papeis_memoria.sem_repetir(entrada for termo in termos for entrada in termo.memoria),
    )


def _posse_numerada(termo: _Termo, numero: int) -> bytes:
    dados = termo.dados
    identificacao = _numerada(dados.identificacao, numero, termo.ano)
    return documento_posse.gerar(replace(dados, identificacao=identificacao), modelo=termo.modelo)


def _numerada(identificacao: papel.IdentificacaoDocumento, numero: int, ano: int) -> papel.IdentificacaoDocumento:
    return replace(identificacao, numero=str(numero), ano=ano)


def _do_vinculo(ctx: Contexto, vinculo_id: int, hoje: date) -> _Termo:
    regimes = ctx.regimes
    with ctx.banco.leitura() as conexao:
        fontes = fontes_.abrir_fontes(conexao, regimes, vinculo_id)
        if fontes.vinculo.posse is None:
            raise ErroDominio(
                "Este vínculo não tem posse registrada, e o termo de posse é o papel dela (art. 19). Nada foi "
                "impresso; registre a posse, ou prepare-a e imprima a minuta."
            )
        if fontes.vinculo.inicial is not None:
            raise _do_assentamento("A data desta posse")
        if fontes.vinculo.posse.data > hoje:
            raise ErroDominio(
                f"A posse é de {fontes.vinculo.posse.data:%d/%m/%Y}, posterior ao dia pedido ({hoje:%d/%m/%Y}). "
                "Nada foi impresso; peça o termo com a data de hoje."
            )
        entrada = livro.ler_entrada(conexao, fontes.vinculo.posse.ato)
        assert entrada is not None
        posse = PosseLida(conteudo=fontes.ato(entrada.id).conteudo, dados=frozenset(), registrada=True)
        dados = _dados_da_posse(fontes, posse)
        numeracao = consultas.numero_do_ato(conexao, entrada.id, "termo_posse")
        dados = replace(
            dados,
            identificacao=_identificar(numeracao, entrada.hash),
            ressalvas=_ressalvas_do_ato(entrada),
            lavrado_por=fontes_.signatario(entrada.registrado_por),
        )
        return _Termo(
            dados=dados,
            modelo=modelos_documento.modelo(conexao, "termo_posse", fontes_.orgao_do_papel(fontes)),
            memoria=_memoria_da_posse(fontes, dados, f"livro, ato {entrada.id} (posse) e cadastros do vínculo"),
            especie="termo_posse",
            ano=numeracao.ano if numeracao is not None else hoje.year,
            numero=numeracao.numero if numeracao is not None else None,
            orgao_id=fontes_.orgao_do_papel(fontes),
            servidor_id=fontes.posto.servidor_id,
            vinculo_id=vinculo_id,
            minuta_id=numeracao.minuta_id if numeracao is not None else None,
            ato_id=entrada.id,
        )


def _da_minuta(ctx: Contexto, minuta_id: int, hoje: date) -> _Termo:
    pedido = pedido_da_minuta(ctx, minuta_id=minuta_id)
    regimes = ctx.regimes
    ressalvas = _ressalvas_do_pedido(ctx, pedido, hoje)
    with ctx.banco.leitura() as conexao:
        gravada = consultas_de_minutas.ler(conexao, minuta_id)
        assert gravada is not None
        _exigir_posse(gravada)
        vinculo_id = gravada.vinculo_id or _unico_pendente(conexao, gravada.servidor_id)
        if gravada.ato_id is not None:
            return _do_vinculo(ctx, vinculo_id, hoje)
        fontes = fontes_.abrir_fontes(conexao, regimes, vinculo_id)
        dados = _dados_da_posse(fontes, fontes_.posse_da_minuta(pedido.conteudo))
        numero = gravada.numero or None
        dados = replace(
            dados,
            identificacao=papel.IdentificacaoDocumento(numero=str(numero) if numero else None, ano=gravada.ano),
            ressalvas=ressalvas,
            lavrado_por=fontes_.signatario(ctx.usuario),
        )
        return _Termo(
            dados=dados,
            modelo=modelos_documento.modelo(conexao, "termo_posse", fontes_.orgao_do_papel(fontes)),
            memoria=_memoria_da_posse(fontes, dados, f"minuta {minuta_id} e cadastros do vínculo"),
            especie="minuta_termo_posse",
            ano=gravada.ano,
            numero=numero,
            orgao_id=fontes_.orgao_do_papel(fontes),
            servidor_id=fontes.posto.servidor_id,
            vinculo_id=vinculo_id,
            minuta_id=minuta_id,
            ato_id=None,
        )


def _memoria_da_posse(fontes: Fontes, dados: papel.DadosTermoPosse, origem: str) -> tuple[DataImpressa, ...]:
    conta = prazo_da_posse(fontes.leitura.vida, fontes.vinculo, fontes.regimes)
    return papeis_memoria.dos_valores(dados, origem, {"prazo": conta})


def _exigir_posse(gravada: consultas_de_minutas.MinutaGravada) -> None:
    if gravada.tipo != "posse":
        raise ErroDominio("Esta minuta não é de posse, e só a posse tem termo de posse. Nada foi impresso.")
    if gravada.estado == "sem_efeito":
        motivo = f" ({gravada.motivo})" if gravada.motivo else ""
        raise ErroDominio(
            f"A minuta da posse de {gravada.nome} ficou sem efeito{motivo}. Nada foi impresso; o número dela continua "
            "cancelado. Prepare outra minuta."
        )


def _unico_pendente(conexao: Conexao, servidor_id: int | None) -> int:
    """Return the vínculo that waits for the posse, when the minuta leaves the choice to the law."""
    vinculos = ler_vida(conexao, servidor_id).vida.vinculos if servidor_id is not None else ()
    pendente = next((v.id for v in reversed(vinculos) if v.pendente_de_posse), None)
    if pendente is None:
        raise ErroDominio(
            "A pessoa desta minuta não tem nomeação à espera de posse (art. 19). Nada foi impresso; confira a pessoa."
        )
    return pendente


def _dados_da_posse(fontes: Fontes, posse: PosseLida) -> papel.DadosTermoPosse:
    conteudo = posse.conteudo
    conferido_por, conferido_em = fontes_.conferencia(posse)
    return papel.DadosTermoPosse(
        orgao=fontes_.orgao(fontes, local=conteudo.local),
        empossado=fontes_.pessoa(fontes),
        cargo=fontes_.cargo(fontes),
        data=conteudo.data if posse.tem("data") else None,
        autoridade=fontes_.autoridade(fontes, conteudo.autoridade),
        nomeacao=fontes_.nomeacao(fontes),
        concurso=fontes_.concurso(fontes),
        prazo=fontes_.prazo_posse(fontes),
        laudo=fontes_.laudo(posse),
        declaracao_bens=conteudo.declaracao_bens_data or fontes_.data_declaracao(posse, "bens"),
        acumulacao=fontes_.acumulacao(posse),
        declaracao_parentesco=fontes_.data_declaracao(posse, "parentesco"),
        certidoes_negativas=posse.item("certidoes_negativas") or None,
        requisitos_conferidos_por=conferido_por,
        requisitos_conferidos_em=conferido_em,
        procuracao=fontes_.procuracao(posse),
    )


# ------------------------------------------------------------------ exercício


def termo_exercicio(ctx: Contexto, *, vinculo_id: int, hoje: date) -> Papel:
    """Return the termo de exercício of a vínculo.  ErroDominio when no exercício was registered."""
    regimes = ctx.regimes
    with ctx.banco.leitura() as conexao:
        fontes = fontes_.abrir_fontes(conexao, regimes, vinculo_id)
        vinculo = fontes.vinculo
        if vinculo.exercicio is None:
            raise ErroDominio(
                "Este vínculo não tem exercício registrado, e o termo de exercício é o papel dele (art. 21). Nada foi "
                "impresso; registre a entrada em exercício."
            )
        if vinculo.inicial is not None:
            raise _do_assentamento("A data deste exercício")
        entrada = livro.ler_entrada(conexao, vinculo.exercicio.ato)
        assert entrada is not None
        conteudo: Exercicio = fontes.ato(entrada.id).conteudo
        prazo = prazo_do_exercicio(fontes.leitura.vida, vinculo, regimes)
        numeracao = consultas.numero_do_ato(conexao, entrada.id, "termo_exercicio")
        dados = papel.DadosTermoExercicio(
            orgao=fontes_.orgao(fontes, com_unidade=True),
            servidor=fontes_.pessoa(fontes),
            cargo=fontes_.cargo(fontes),
            identificacao=_identificar(numeracao, entrada.hash),
            data=conteudo.data,
            hora=conteudo.hora,
            autoridade=fontes_.autoridade(fontes, conteudo.autoridade),
            data_posse=vinculo.posse.data if vinculo.posse is not None else None,
            vence=prazo.vence if prazo is not None else None,
            vence_ultimo=prazo.vence_ultimo if prazo is not None else None,
            impedimento_ate=fontes_.impedimento_ate(prazo) if prazo is not None else None,
            documentos_entregues=conteudo.documentos_entregues,
            ressalvas=_ressalvas_do_ato(entrada),
            lavrado_por=fontes_.signatario(entrada.registrado_por),
        )
        orgao_id, servidor_id = fontes_.orgao_do_papel(fontes), fontes.posto.servidor_id
        modelo = modelos_documento.modelo(conexao, "termo_exercicio", orgao_id)
        origem = f"livro, ato {entrada.id} (exercício) e cadastros do vínculo"
        contas = dict.fromkeys(("vence", "vence_ultimo", "impedimento_ate"), prazo)
        memoria = papeis_memoria.dos_valores(dados, origem, contas)
    ano = numeracao.ano if numeracao is not None else hoje.year
    numero = numeracao.numero if numeracao is not None else None
    assunto = dados.servidor.nome or ""
    return Papel(
        titulo=intitular("termo_exercicio", assunto, numero, ano),
        nome_arquivo=nome_de_arquivo("termo de exercicio", assunto, numero, numero and ano),
        pdf=documento_exercicio.gerar(dados, modelo=modelo),
        especie="termo_exercicio",
        ano=ano,
        assunto=assunto,
        orgao_id=orgao_id,
        numero=numero,
        modelo_versao=modelo.versao,
        memoria=memoria,
        servidor_id=servidor_id,
        vinculo_id=vinculo_id,
        minuta_id=numeracao.minuta_id if numeracao is not None else None,
        ato_id=entrada.id,
        desenhar=partial(_exercicio_numerado, dados, modelo, ano),
    )


def _exercicio_numerado(dados: papel.DadosTermoExercicio, modelo: ModeloTexto, ano: int, numero: int) -> bytes:
    identificacao = _numerada(dados.identificacao, numero, ano)
    return documento_exercicio.gerar(replace(dados, identificacao=identificacao), modelo=modelo)


# ------------------------------------------------------------------ both


def _identificar(numeracao: consultas.Numeracao | None, hash_do_ato: str) -> papel.IdentificacaoDocumento:
    """Return number and seal: the entry's own hash, so that the same act always gives the same paper."""
    selo = hash_do_ato[:16]
    if numeracao is None:
        return papel.IdentificacaoDocumento(selo=selo)
    return papel.IdentificacaoDocumento(numero=str(numeracao.numero), ano=numeracao.ano, selo=selo)


def _ressalvas_do_ato(entrada: livro.AtoLido) -> tuple[papel.Ressalva, ...]:
    falhas = tuple(r.dispositivo for r in entrada.requisitos_avaliados() if r.recusa)
    return fontes_.ressalvas(entrada.ressalva, falhas)


def _ressalvas_do_pedido(ctx: Contexto, pedido: PedidoAto, hoje: date) -> tuple[papel.Ressalva, ...]:
    if pedido.ressalva is None:
        return ()
    analise = analisar(ctx, pedido=pedido, hoje=hoje)
    return fontes_.ressalvas(pedido.ressalva, tuple(r.dispositivo for r in analise.requisitos if r.recusa))


def _do_assentamento(data: str) -> ErroDominio:
    return ErroDominio(
        f"{data} veio do assentamento inicial: o termo foi lavrado antes, fora deste registro. Nada foi impresso; use "
        "o termo original."
    )
