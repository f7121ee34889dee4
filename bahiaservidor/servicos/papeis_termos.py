"""Termo de posse and termo de exercício, from what is registered; the termo de posse also from a minuta."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

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
from . import papeis_fontes as fontes_
from . import papeis_memoria
from .contexto import Contexto
from .minutas import pedido_da_minuta
from .papeis_emissao import Papel, intitular, nome_de_arquivo
from .papeis_fontes import Fontes, PosseLida
from .permissoes import Permissao, exige
from .protecao import papel_protegido
from .provimento import analisar
from .tipos import PedidoAto

Progresso = Callable[[int, int], None]
Cancelado = Callable[[], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermoReunido:
    """A termo gathered and not yet drawn, with what its issue is filed under."""

    dados: papel.DadosTermoPosse | papel.DadosTermoExercicio
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

    @property
    def nome(self) -> str:
        """Whose termo it is."""
        dados = self.dados
        quem = dados.empossado if isinstance(dados, papel.DadosTermoPosse) else dados.servidor
        return quem.nome or ""

    def numerado(self, numero: int) -> TermoReunido:
        """Return the termo with its number."""
        identificacao = replace(self.dados.identificacao, numero=str(numero), ano=self.ano)
        return replace(self, numero=numero, dados=replace(self.dados, identificacao=identificacao))

    def desenhar(self, numero: int | None = None) -> bytes:
        """Return the PDF, with a number if one is given."""
        pronto = self if numero is None else self.numerado(numero)
        if isinstance(pronto.dados, papel.DadosTermoPosse):
            return documento_posse.gerar(pronto.dados, modelo=pronto.modelo)
        return documento_exercicio.gerar(pronto.dados, modelo=pronto.modelo)


def _papel(termo: TermoReunido, arquivo: str, *, numera: bool) -> Papel:
    nome = nome_de_arquivo(arquivo, termo.nome, termo.numero, termo.numero and termo.ano)
    papel = papel_por_desenhar(termo, nome)
    return replace(papel, pdf=termo.desenhar(), desenhar=termo.desenhar if numera else None)


def papel_por_desenhar(termo: TermoReunido, nome_arquivo: str) -> Papel:
    """Return how a termo is filed, with nothing drawn yet."""
    return Papel(
        titulo=intitular(termo.especie, termo.nome, termo.numero, termo.ano),
        nome_arquivo=nome_arquivo,
        pdf=b"",
        especie=termo.especie,
        ano=termo.ano,
        assunto=termo.nome,
        orgao_id=termo.orgao_id,
        numero=termo.numero,
        modelo_versao=termo.modelo.versao,
        memoria=termo.memoria,
        servidor_id=termo.servidor_id,
        vinculo_id=termo.vinculo_id,
        minuta_id=termo.minuta_id,
        ato_id=termo.ato_id,
    )


# ------------------------------------------------------------------ posse


@exige(Permissao.EMITIR_DOCUMENTO)
@papel_protegido
def termo_posse(ctx: Contexto, *, vinculo_id: int | None = None, minuta_id: int | None = None, hoje: date) -> Papel:
    """Return the termo de posse of a vínculo (its registered posse) or of a minuta (ruled blanks for what it lacks).

    A minuta already confirmed gives the paper of the act it became.  ErroDominio when there is no posse to print.
    """
    if (vinculo_id is None) == (minuta_id is None):
        raise ValueError("termo_posse: vinculo_id or minuta_id, one of them")
    termo = _do_vinculo(ctx, vinculo_id, hoje) if vinculo_id is not None else _da_minuta(ctx, minuta_id or 0, hoje)
    return _papel(termo, "termo de posse", numera=termo.especie == "termo_posse")


@exige(Permissao.EMITIR_DOCUMENTO)
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
            [t.dados for t in termos if isinstance(t.dados, papel.DadosTermoPosse)],
            modelo=termos[0].modelo,
            progresso=progresso,
            cancelado=cancelado,
        ),
        especie="cerimonia_posse",
        ano=hoje.year,
        assunto=assunto,
        orgao_id=termos[0].orgao_id,
        modelo_versao=termos[0].modelo.versao,
        memoria=papeis_memoria.sem_repetir(entrada for termo in termos for entrada in termo.memoria),
    )


def _do_vinculo(ctx: Contexto, vinculo_id: int, hoje: date) -> TermoReunido:
    with ctx.banco.leitura() as conexao:
        return reunir_posse(fontes_.abrir_fontes(conexao, ctx.regimes, vinculo_id), hoje)


def reunir_posse(fontes: Fontes, hoje: date) -> TermoReunido:
    """Return the termo of a registered posse.  ErroDominio when there is none, or it is not for this paper to say."""
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
    entrada = fontes.acervo.entrada(fontes.vinculo.posse.ato)
    assert entrada is not None
    posse = PosseLida(conteudo=fontes.ato(entrada.id).conteudo, dados=frozenset(), registrada=True)
    numeracao = fontes.acervo.numero_do_ato(entrada.id, "termo_posse")
    dados = replace(
        _dados_da_posse(fontes, posse),
        identificacao=_identificar(numeracao, entrada.hash),
        ressalvas=_ressalvas_do_ato(entrada),
        lavrado_por=fontes_.signatario(entrada.registrado_por),
    )
    origem = f"livro, ato {entrada.id} (posse) e cadastros do vínculo"
    return _reunido(
        fontes, dados, "termo_posse", numeracao, hoje, ato_id=entrada.id,
        memoria=_memoria_da_posse(fontes, dados, origem),
    )  # fmt: skip


def _reunido(
    fontes: Fontes,
    dados: papel.DadosTermoPosse | papel.DadosTermoExercicio,
    especie: str,
    numeracao: consultas.Numeracao | None,
    hoje: date,
    *,
    ato_id: int,
    memoria: tuple[DataImpressa, ...],
) -> TermoReunido:
    orgao_id = fontes_.orgao_do_papel(fontes)
    return TermoReunido(
        dados=dados,
        modelo=fontes.acervo.modelo(especie, orgao_id),
        memoria=memoria,
        especie=especie,
        ano=numeracao.ano if numeracao is not None else hoje.year,
        numero=numeracao.numero if numeracao is not None else None,
        orgao_id=orgao_id,
        servidor_id=fontes.posto.servidor_id,
        vinculo_id=fontes.vinculo.id,
        minuta_id=numeracao.minuta_id if numeracao is not None else None,
        ato_id=ato_id,
    )


def _da_minuta(ctx: Contexto, minuta_id: int, hoje: date) -> TermoReunido:
    pedido = pedido_da_minuta(ctx, minuta_id=minuta_id)
    ressalvas = ressalvas_do_pedido(ctx, pedido, hoje)
    with ctx.banco.leitura() as conexao:
        gravada = consultas_de_minutas.ler(conexao, minuta_id)
        assert gravada is not None
        exigir_posse(gravada)
        vinculo_id = gravada.vinculo_id or _unico_pendente(conexao, gravada.servidor_id)
        fontes = fontes_.abrir_fontes(conexao, ctx.regimes, vinculo_id)
        if gravada.ato_id is not None:
            return reunir_posse(fontes, hoje)
        return reunir_minuta(fontes, gravada, pedido, ressalvas, ctx.usuario)


def reunir_minuta(
    fontes: Fontes,
    gravada: consultas_de_minutas.MinutaGravada,
    pedido: PedidoAto,
    ressalvas: tuple[papel.Ressalva, ...],
    usuario: str,
) -> TermoReunido:
    """Return the termo of an open minuta of posse, ruled blanks for what it lacks."""
    numero = gravada.numero or None
    dados = replace(
        _dados_da_posse(fontes, fontes_.posse_da_minuta(pedido.conteudo)),
        identificacao=papel.IdentificacaoDocumento(numero=str(numero) if numero else None, ano=gravada.ano),
        ressalvas=ressalvas,
        lavrado_por=fontes_.signatario(usuario),
    )
    orgao_id = fontes_.orgao_do_papel(fontes)
    return TermoReunido(
        dados=dados,
        modelo=fontes.acervo.modelo("termo_posse", orgao_id),
        memoria=_memoria_da_posse(fontes, dados, f"minuta {gravada.id} e cadastros do vínculo"),
        especie="minuta_termo_posse",
        ano=gravada.ano,
        numero=numero,
        orgao_id=orgao_id,
        servidor_id=fontes.posto.servidor_id,
        vinculo_id=fontes.vinculo.id,
        minuta_id=gravada.id,
        ato_id=None,
    )


def _memoria_da_posse(fontes: Fontes, dados: papel.DadosTermoPosse, origem: str) -> tuple[DataImpressa, ...]:
    conta = prazo_da_posse(fontes.leitura.vida, fontes.vinculo, fontes.regimes)
    return papeis_memoria.dos_valores(dados, origem, {"prazo": conta})


def exigir_posse(gravada: consultas_de_minutas.MinutaGravada) -> None:
    """Raise ErroDominio for a minuta that is not of posse, or was cancelled."""
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


@exige(Permissao.EMITIR_DOCUMENTO)
@papel_protegido
def termo_exercicio(ctx: Contexto, *, vinculo_id: int, hoje: date) -> Papel:
    """Return the termo de exercício of a vínculo.  ErroDominio when no exercício was registered."""
    with ctx.banco.leitura() as conexao:
        termo = reunir_exercicio(fontes_.abrir_fontes(conexao, ctx.regimes, vinculo_id), hoje)
    return _papel(termo, "termo de exercicio", numera=True)


def reunir_exercicio(fontes: Fontes, hoje: date) -> TermoReunido:
    """Return the termo of a registered exercício.  ErroDominio when there is none, or it is not this paper's to say."""
    vinculo = fontes.vinculo
    if vinculo.exercicio is None:
        raise ErroDominio(
            "Este vínculo não tem exercício registrado, e o termo de exercício é o papel dele (art. 21). Nada foi "
            "impresso; registre a entrada em exercício."
        )
    if vinculo.inicial is not None:
        raise _do_assentamento("A data deste exercício")
    entrada = fontes.acervo.entrada(vinculo.exercicio.ato)
    assert entrada is not None
    conteudo: Exercicio = fontes.ato(entrada.id).conteudo
    prazo = prazo_do_exercicio(fontes.leitura.vida, vinculo, fontes.regimes)
    numeracao = fontes.acervo.numero_do_ato(entrada.id, "termo_exercicio")
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
    origem = f"livro, ato {entrada.id} (exercício) e cadastros do vínculo"
    contas = dict.fromkeys(("vence", "vence_ultimo", "impedimento_ate"), prazo)
    memoria = papeis_memoria.dos_valores(dados, origem, contas)
    return _reunido(fontes, dados, "termo_exercicio", numeracao, hoje, ato_id=entrada.id, memoria=memoria)


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


def ressalvas_do_pedido(ctx: Contexto, pedido: PedidoAto, hoje: date) -> tuple[papel.Ressalva, ...]:
    """Return the ressalva of a request as the paper shows it, none when it has none."""
    if pedido.ressalva is None:
        return ()
    analise = analisar(ctx, pedido=pedido, hoje=hoje)
    return fontes_.ressalvas(pedido.ressalva, tuple(r.dispositivo for r in analise.requisitos if r.recusa))


def _do_assentamento(data: str) -> ErroDominio:
    return ErroDominio(
        f"{data} veio do assentamento inicial: o termo foi lavrado antes, fora deste registro. Nada foi impresso; use "
        "o termo original."
    )
