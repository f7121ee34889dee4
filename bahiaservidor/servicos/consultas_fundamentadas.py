"""Consulta fundamentada: a note in the manner of an official opinion, from a deadline, a refusal or a proposal.

Each of `do_prazo`, `da_recusa` and `da_proposta` gives a `Papel` to preview, issue (`papeis.emitir` numbers and keeps
it with the servidor's papers), print or save.  Nothing is decided here: the answers are those of the statute's modules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from ..documentos import consulta as doc
from ..documentos.consulta import DadosConsulta, Frase, OutraLeitura, PassoCalculo
from ..documentos.modelos import IdentificacaoDocumento, OrgaoEmissor
from ..documentos.peca import DataImpressa
from ..documentos.textos import ModeloTexto, limpar
from ..estatuto import canonico
from ..estatuto.atos.base import DefinicaoAto, Sujeito
from ..estatuto.contagem import Passo
from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.datas import formatar_data
from ..estatuto.prazo import Prazo
from ..estatuto.tipos import ContagemPublicacao
from ..registro.conexao import Conexao
from ..registro.consultas import agenda as consultas_da_agenda
from ..registro.consultas import ficha as consultas_da_ficha
from ..registro.consultas import papeis as consultas
from . import consulta_prazo, consulta_proposta, consulta_recusa, modelos_documento, provimento
from .agenda import ajustados, linha_prazo, propostas_da_vida
from .consulta_fatos import Autos, abrir_autos, dias_do_calculo, fatos_do_prazo, fatos_do_vinculo, interessado
from .consulta_leituras import leituras_do_prazo
from .consulta_memoria import memorias
from .consulta_numeros import dispositivos_citados, numeros_do_prazo
from .contexto import Contexto
from .frases import enumerar
from .papeis_emissao import Papel
from .papeis_fontes import orgao, orgao_do_papel
from .papeis_memoria import de_fato
from .papeis_peca import cabecalho, orgao_da_instalacao, papel_da_peca
from .permissoes import Permissao, exige
from .protecao import papel_protegido
from .tipos import Analise, PedidoAto, Proposta
from .tipos.rotulos import rotulo_do_prazo

MAIS_PERGUNTAS: Final = 10
"""Questions of the clerk's own that fit a paper."""

_MAIOR_PERGUNTA: Final = 600
_LETRAS_DO_SELO: Final = 16


# ------------------------------------------------------------------ the three entries


@exige(Permissao.EMITIR_DOCUMENTO)
@papel_protegido
def do_prazo(ctx: Contexto, *, prazo_id: int, hoje: date, perguntas: Sequence[str] = ()) -> Papel:
    """Return the consulta about a deadline, as on ``hoje``; ``perguntas`` are numbered after the program's.

    ErroDominio when the deadline no longer exists, or a question is too long.
    """
    regimes = ctx.regimes
    with ctx.banco.leitura() as conexao:
        moveis = ajustados(ctx, conexao, regimes, hoje)
        achadas = consultas_da_agenda.linhas(conexao, [prazo_id], hoje=hoje, ajustados=moveis)
        if not achadas:
            raise ErroDominio("Este prazo não existe mais: o registro mudou. Nada foi emitido; atualize a lista.")
        linha = linha_prazo(achadas[0])
        autos = abrir_autos(ctx, conexao, vinculo_id=linha.vinculo_id, hoje=hoje)
        prazo = next(
            (p for p in consulta_prazo.prazos_dos_autos(autos) if (p.tipo, p.posicao) == (linha.tipo, linha.posicao)),
            None,
        )
        if prazo is None:
            raise ErroDominio(
                "Este prazo não se explica pelos atos do livro. Nada foi emitido; use Administração › Verificar o "
                "registro."
            )
        return _papel_do_prazo(autos, prazo, perguntas)


@exige(Permissao.EMITIR_DOCUMENTO)
@papel_protegido
def da_recusa(ctx: Contexto, *, pedido: PedidoAto, hoje: date, perguntas: Sequence[str] = ()) -> Papel:
    """Return the consulta about an act that somebody wants to enter: refused, or accepted with failures.

    ErroDominio for an act on a cargo, one whose fields are not all filled in, or a question that is too long.
    """
    definicao = provimento.definicao(pedido.tipo)
    if definicao.sujeito is Sujeito.CARGO:
        raise ErroDominio("A consulta fundamentada trata de atos de pessoal, e este é de um cargo. Nada foi emitido.")
    analise = provimento.analisar(ctx, pedido=pedido, hoje=hoje)
    if analise.campos_incompletos:
        raise ErroDominio(
            "Faltam dados do ato, e sem eles não se responde à consulta. Nada foi emitido; preencha os campos marcados."
        )
    with ctx.banco.leitura() as conexao:
        vinculo_id = _vinculo_do_pedido(conexao, pedido, analise)
        autos = abrir_autos(ctx, conexao, vinculo_id=vinculo_id, hoje=hoje) if vinculo_id is not None else None
        return _papel_da_recusa(ctx, conexao, autos, definicao, pedido, analise, hoje, perguntas)


@exige(Permissao.EMITIR_DOCUMENTO)
@papel_protegido
def da_proposta(ctx: Contexto, *, proposta: Proposta, hoje: date, perguntas: Sequence[str] = ()) -> Papel:
    """Return the consulta about an act that the law suggests on ``hoje``.

    ErroDominio when the law no longer suggests it, or a question is too long.
    """
    definicao = provimento.definicao(proposta.ato)
    conteudo = {**proposta.conteudo, definicao.campo_data: hoje, **_do_fundamento(proposta)}
    pedido = PedidoAto(
        tipo=proposta.ato, conteudo=conteudo, servidor_id=proposta.servidor_id, vinculo_id=proposta.vinculo_id
    )
    analise = provimento.analisar(ctx, pedido=pedido, hoje=hoje)
    with ctx.banco.leitura() as conexao:
        autos = abrir_autos(ctx, conexao, vinculo_id=proposta.vinculo_id, hoje=hoje)
        atuais = propostas_da_vida(conexao, autos.vida, proposta.servidor_id, proposta.nome, autos.regimes, hoje)
        iguais = (p for p in atuais if (p.vinculo_id, p.ato, p.dispositivo) == _chave(proposta))
        atual = next(iguais, None)
        if atual is None:
            raise ErroDominio("A lei já não propõe este ato: o registro mudou. Nada foi emitido; atualize a lista.")
        return _papel_da_proposta(autos, atual, analise, perguntas)


def _chave(proposta: Proposta) -> tuple[int, str, str]:
    return proposta.vinculo_id, proposta.ato, proposta.dispositivo


def _do_fundamento(proposta: Proposta) -> dict[str, Any]:
    """Return the field of the act that says on which of its grounds it rests."""
    if consulta_proposta.especie(proposta) == "exoneracao_de_oficio_reprovado":
        return {"fundamento": "reprovacao_estagio"}
    return {"tipo": "compulsoria"} if proposta.ato == "aposentadoria" else {}


# ------------------------------------------------------------------ from a deadline


def _papel_do_prazo(autos: Autos, prazo: Prazo, perguntas: Sequence[str]) -> Papel:
    rotulo = rotulo_do_prazo(prazo.tipo, prazo.numero)
    v = consulta_prazo.valores(autos, prazo)
    leituras, notas = _leituras(autos, prazo)
    if prazo.vence is None:
        notas = (Frase("nota_suspenso", v),)
    elif prazo.vence != prazo.vence_ultimo:
        notas = (*notas, Frase("nota_ultimo", v))
    dados = DadosConsulta(
        orgao=orgao(autos.fontes, com_unidade=True),
        identificacao=_identificacao(autos.conexao, autos.hoje),
        data=autos.hoje,
        interessado=interessado(autos),
        assunto=Frase(
            "assunto_marco" if prazo.tipo in consulta_prazo.MARCOS else "assunto_prazo", {**v, "prazo": rotulo}
        ),
        fatos=fatos_do_prazo(autos, prazo),
        dias=dias_do_calculo(autos, (prazo,)),
        questoes=consulta_prazo.questoes_do_prazo(autos, prazo),
        dispositivos=(),
        numeros=numeros_do_prazo(autos, prazo),
        calculo=_passos(prazo),
        leituras=leituras,
        notas=notas,
        providencias=consulta_prazo.providencias_do_prazo(autos, prazo),
        limites=_limites(autos.conexao, autos.hoje),
        proprias=_conferidas(perguntas),
    )
    return _papel(autos.conexao, autos, dados, assunto=f"{autos.ficha.dados.nome} – {rotulo}", prazo=prazo)


def _passos(prazo: Prazo | None) -> tuple[PassoCalculo, ...]:
    passos: Iterable[Passo] = prazo.memoria if prazo is not None else ()
    return tuple(PassoCalculo(texto=passo.texto, dispositivo=passo.dispositivo) for passo in passos)


def _leituras(autos: Autos, prazo: Prazo) -> tuple[tuple[OutraLeitura, ...], tuple[Frase, ...]]:
    """Return the readings that move the deadline, and what is said of those that do not."""
    todas = leituras_do_prazo(autos, prazo)
    diferem = tuple(
        OutraLeitura(
            nome=x.nome, dispositivo=x.dispositivo, vence=_data(x.prazo.vence), ultimo=_data(x.prazo.vence_ultimo),
            situacao=x.estado.rotulo,
        )
        for x in todas
        if x.difere_de(prazo)
    )  # fmt: skip
    iguais = [f"“{x.nome}”" for x in todas if not x.difere_de(prazo)]
    notas = (Frase("leituras_iguais", {"leituras": enumerar(iguais)}),) if iguais else ()
    return diferem, notas


def _data(dia: date | None) -> str:
    return formatar_data(dia) if dia is not None else "sem data"


# ------------------------------------------------------------------ from a refusal


def _vinculo_do_pedido(conexao: Conexao, pedido: PedidoAto, analise: Analise) -> int | None:
    """Return the vínculo a request is about: the one judged, the one asked for, else the person's last, if any."""
    if analise.vinculo_id is not None or pedido.vinculo_id is not None:
        return analise.vinculo_id or pedido.vinculo_id
    if pedido.servidor_id is None:
        return None
    return max((vinculo.id for vinculo in consultas_da_ficha.vinculos(conexao, pedido.servidor_id)), default=None)


def _papel_da_recusa(
    ctx: Contexto, conexao: Conexao, autos: Autos | None, definicao: DefinicaoAto, pedido: PedidoAto, analise: Analise,
    hoje: date, perguntas: Sequence[str],
) -> Papel:  # fmt: skip
    dia = definicao.data_de(canonico.ler(definicao.conteudo, pedido.conteudo))
    nome = _nome(autos, pedido)
    v = consulta_recusa.valores(analise, ato=definicao.rotulo, dia=dia, nome=nome, hoje=hoje)
    prazo = consulta_recusa.prazo_do_ato(autos, pedido) if autos is not None else None
    leituras, notas = _leituras(autos, prazo) if autos is not None and prazo is not None else ((), ())
    nascimento = pedido.tipo in ("reversao", "aposentadoria", "posse")
    dados = DadosConsulta(
        orgao=_emissor(conexao, autos),
        identificacao=_identificacao(conexao, hoje),
        data=hoje,
        interessado=interessado(autos) if autos is not None else doc.Interessado(nome=nome),
        assunto=Frase("assunto_recusa", v),
        fatos=fatos_do_vinculo(autos, com_nascimento=nascimento) if autos is not None else (),
        dias=dias_do_calculo(autos, (prazo,)) if autos is not None and prazo is not None else (),
        questoes=consulta_recusa.questoes_da_recusa(pedido, analise, v, dia, prazo),
        dispositivos=(),
        numeros=numeros_do_prazo(autos, prazo) if autos is not None and prazo is not None else (),
        calculo=(
            *_passos(prazo),
            *(consulta_recusa.passos_das_idades(autos, pedido, dia) if autos is not None else ()),
        ),
        exame=consulta_recusa.exame(analise),
        leituras=leituras,
        notas=(*notas, Frase("nota_ressalva", v)),
        providencias=consulta_recusa.providencias_da_recusa(analise, v),
        limites=_limites(conexao, hoje),
        proprias=_conferidas(perguntas),
    )
    extras = de_fato(dia, f"data do ato em exame: {definicao.rotulo}", "pedido examinado, ainda não registrado")
    assunto = f"{nome} – {definicao.rotulo}, {formatar_data(dia)}"
    return _papel(conexao, autos, dados, assunto=assunto, prazo=prazo, extras=extras)


def _nome(autos: Autos | None, pedido: PedidoAto) -> str:
    if autos is not None:
        return autos.ficha.dados.nome
    return limpar(pedido.pessoa.nome) if pedido.pessoa is not None else "pessoa não registrada"


# ------------------------------------------------------------------ from a proposal


def _papel_da_proposta(autos: Autos, proposta: Proposta, analise: Analise, perguntas: Sequence[str]) -> Papel:
    prazo = consulta_proposta.prazo_da_proposta(autos, proposta)
    v = consulta_proposta.valores(autos, proposta, prazo)
    leituras, notas = _leituras(autos, prazo) if prazo is not None else ((), ())
    if prazo is None:
        notas = (Frase("nota_sem_prazo", v),)
    elif proposta.ato != "aposentadoria":
        notas = (*notas, Frase("nota_proposta_ultimo", v))
    dados = DadosConsulta(
        orgao=orgao(autos.fontes, com_unidade=True),
        identificacao=_identificacao(autos.conexao, autos.hoje),
        data=autos.hoje,
        interessado=interessado(autos),
        assunto=Frase("assunto_proposta", v),
        fatos=fatos_do_prazo(autos, prazo) if prazo is not None else fatos_do_vinculo(autos),
        dias=dias_do_calculo(autos, (prazo,)) if prazo is not None else (),
        questoes=consulta_proposta.questoes_da_proposta(proposta, prazo, analise, v),
        dispositivos=(),
        numeros=numeros_do_prazo(autos, prazo) if prazo is not None else (),
        calculo=_passos(prazo) or consulta_proposta.passos_sem_prazo(proposta),
        exame=consulta_recusa.exame(analise),
        leituras=leituras,
        notas=notas,
        providencias=consulta_proposta.providencias_da_proposta(proposta, v),
        limites=_limites(autos.conexao, autos.hoje),
        proprias=_conferidas(perguntas),
    )
    assunto = f"{proposta.nome} – {proposta.rotulo}"
    return _papel(autos.conexao, autos, dados, assunto=assunto, prazo=prazo)


# ------------------------------------------------------------------ the paper


def _identificacao(conexao: Conexao, hoje: date) -> IdentificacaoDocumento:
    return IdentificacaoDocumento(situacao_em=hoje, selo=_selo(conexao))


def _selo(conexao: Conexao) -> str | None:
    hash_ = consultas.ultimo_hash(conexao)
    return hash_[:_LETRAS_DO_SELO] if hash_ is not None else None


def _emissor(conexao: Conexao, autos: Autos | None) -> OrgaoEmissor:
    return orgao(autos.fontes, com_unidade=True) if autos is not None else cabecalho(conexao)


def _limites(conexao: Conexao, hoje: date) -> tuple[Frase, ...]:
    v = {"hoje": formatar_data(hoje), "selo": _selo(conexao) or "—"}
    return (Frase("limite_pge", v), Frase("limite_registro", v))


def _conferidas(perguntas: Sequence[str]) -> tuple[str, ...]:
    """Return the clerk's questions, each in one line.  ErroDominio for too many, or one too long."""
    limpas = tuple(texto for texto in (limpar(p) for p in perguntas) if texto)
    if len(limpas) > MAIS_PERGUNTAS or any(len(texto) > _MAIOR_PERGUNTA for texto in limpas):
        raise ErroDominio(
            f"Cabem até {MAIS_PERGUNTAS} questões próprias, de até {_MAIOR_PERGUNTA} letras cada uma. Nada foi "
            "emitido; encurte o que escreveu."
        )
    return limpas


def _papel(
    conexao: Conexao, autos: Autos | None, dados: DadosConsulta, *, assunto: str, prazo: Prazo | None,
    extras: tuple[DataImpressa, ...] = (),
) -> Papel:  # fmt: skip
    orgao_id = orgao_do_papel(autos.fontes) if autos is not None else orgao_da_instalacao(conexao)
    modelo = modelos_documento.modelo(conexao, doc.CHAVE, orgao_id)
    dados = replace(
        dados,
        dispositivos=dispositivos_citados(_textos(dados, modelo)),
        identificacao=replace(dados.identificacao, versao_modelo=modelo.versao),
    )
    peca = doc.montar(dados, modelo)
    peca = replace(peca, memorias=memorias(peca, dados, prazo, extras))
    outros: dict[str, Any] = {}
    if autos is not None:
        outros = {"servidor_id": autos.fontes.posto.servidor_id, "vinculo_id": autos.vinculo.id}
    return papel_da_peca(peca, ano=dados.data.year, orgao_id=orgao_id, assunto=assunto, outros=outros)


def _textos(dados: DadosConsulta, modelo: ModeloTexto) -> Iterator[str]:
    """Yield every sentence in which a provision may be cited."""
    for frase in doc.frases(dados):
        yield doc.simples(doc.em_texto(modelo, frase))
    for passo in dados.calculo:
        # The name of a reading cites every provision it serves, here or elsewhere.
        yield from (passo.texto.replace(ContagemPublicacao.LITERAL.rotulo, ""), passo.dispositivo)
    for requisito in dados.exame:
        yield from (requisito.resultado, requisito.dispositivo)
    for leitura in dados.leituras:
        yield leitura.dispositivo
    for numero in dados.numeros:
        yield numero.citacao
