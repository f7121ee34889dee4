"""The items of a reading as the clerk sees them: what was read, matched, drafted and judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from ..estatuto.erros import ErroDominio
from ..estatuto.formatos import cpf as formato_do_cpf
from ..estatuto.formatos import matricula as formato_da_matricula
from ..estatuto.formatos.datas import formatar_data
from ..estatuto.formatos.nomes import chave_busca
from ..intercambio.diario_oficial import Campo
from ..registro.conexao import Conexao
from .contexto import Contexto
from .diario_guardado import CONFIRMADO, DESCARTADO, Guardado
from .diario_juizo import ENCERRAM, Juiz, Veredito, chave_de_entrada, data_do_pedido
from .diario_rascunho import Rascunho, rascunhar, rotulo_do_tipo, tipo_do_item
from .diario_registro import Cadastros
from .lancamento import motivo, registrar_em
from .lote import Lote
from .permissoes import Permissao, exige
from .protecao import proteger
from .tipos.diario import CampoLido, ItemDiario, Publicacao, SituacaoItem

ROTULOS: Final[Mapping[str, str]] = {
    "nome": "Nome",
    "matricula": "Matrícula",
    "cpf": "CPF",
    "cargo": "Cargo",
    "simbolo": "Símbolo",
    "carater": "Caráter",
    "lotacao": "Lotação",
    "unidades": "Unidade",
    "secretaria": "Secretaria",
    "cargo_de_origem": "Cargo que já ocupa",
    "classe": "Classe",
    "a_pedido": "A pedido",
    "data_efeito": "Efeito a partir de",
    "efeito_na_publicacao": "Efeito na publicação",
    "inicio_periodo": "Início",
    "fim_periodo": "Fim",
    "sem_fim": "Sem data de fim",
    "dias": "Dias",
    "processo": "Processo",
    "edital": "Edital",
    "classificacao": "Classificação",
    "cota": "Lista",
    "motivo": "Motivo",
    "titular": "Titular substituído",
    "ultimo_ocupante": "Último ocupante",
    "ato_referido": "Ato de que fala",
    "onde_se_le": "Onde se lê",
    "leia_se": "Leia-se",
    "verbo": "Verbo",
    "tipo": "Ato",
}
"""Fields of a proposta in the words of the screen."""

_DA_PESSOA = frozenset({"o nome", "a matrícula ou o CPF", "a matrícula", "o CPF"})
_DATAS = frozenset({"data_efeito", "inicio_periodo", "fim_periodo"})


def montar(
    ctx: Contexto, conexao: Conexao, guardados: Sequence[Guardado], publicacao: Publicacao, hoje: date
) -> tuple[ItemDiario, ...]:
    """Return the items, judged one by one against the registry as it is; nothing is written."""
    pendentes = [g for g in guardados if g.estado not in (CONFIRMADO, DESCARTADO)]
    cadastros = Cadastros.ler(
        conexao, (g.proposta for g in pendentes), (g.servidor_id for g in pendentes if g.servidor_id is not None)
    )
    juiz = Juiz(ctx, conexao, hoje)
    itens = []
    livres: dict[int, int] = {}
    vistos: dict[tuple[object, ...], int] = {}
    for guardado in guardados:
        if guardado.estado in (CONFIRMADO, DESCARTADO):
            itens.append(_decidido(guardado))
            continue
        item = _pendente(guardado, publicacao, cadastros, juiz, livres)
        chave = _mesmo_ato(item)
        if chave is not None and item.situacao is SituacaoItem.PRONTO and chave in vistos:
            item = replace(
                item, situacao=SituacaoItem.DUVIDA, duvidas=(f"Repete o item {vistos[chave]}.", *item.duvidas)
            )
        if chave is not None:
            vistos.setdefault(chave, item.ordem)
        itens.append(item)
    julgados = _sem_posto(itens, livres)
    return tuple(replace(item, pessoas=proteger(ctx, item.pessoas)) for item in julgados)


def _sem_posto(itens: Sequence[ItemDiario], livres: Mapping[int, int]) -> tuple[ItemDiario, ...]:
    """Return the items with those in doubt that take a post after the last free one: each alone would fit."""
    restam = dict(livres)
    resultado = {}
    for item in sorted(itens, key=lambda i: (i.papel, *em_ordem(i))):
        cargo = item.cargo_id
        if item.situacao is SituacaoItem.PRONTO and cargo is not None and cargo in restam:
            restam[cargo] += 1 if item.tipo in ENCERRAM else -1
            if restam[cargo] < 0 and item.tipo not in ENCERRAM:
                duvida = f"Os {livres[cargo]} postos livres do cargo já são de outros itens desta leitura."
                if livres[cargo] < 2:
                    duvida = "O posto livre do cargo já é de outro item desta leitura."
                item = replace(item, situacao=SituacaoItem.DUVIDA, duvidas=(duvida, *item.duvidas))
        resultado[item.ordem] = item
    return tuple(resultado[item.ordem] for item in itens)


def _mesmo_ato(item: ItemDiario) -> tuple[object, ...] | None:
    quem = item.servidor_id or chave_busca(item.nome)
    if item.tipo is None or not quem:
        return None
    conteudo = item.pedido.conteudo if item.pedido is not None else {}
    return item.tipo, quem, tuple(sorted((k, str(v)) for k, v in conteudo.items()))


def _base(guardado: Guardado) -> ItemDiario:
    proposta = guardado.lida
    tipo = _tipo(guardado)
    return ItemDiario(
        id=guardado.id,
        leitura_id=guardado.leitura_id,
        ordem=guardado.ordem,
        papel=proposta.papel,
        inicio=guardado.inicio,
        fim=guardado.fim,
        texto=proposta.texto,
        verbo=proposta.verbo,
        tipo=tipo,
        rotulo=rotulo_do_tipo(tipo) or (proposta.verbo.capitalize() if proposta.verbo else "Trecho não entendido"),
        nome=proposta.nome or "",
        matricula=proposta.matricula or "",
        situacao=SituacaoItem.SEM_ATO,
        confianca=proposta.confianca,
        campos=tuple(_campo(c) for c in proposta.campos if c.nome in ROTULOS),
        alternativas=tuple(t for t in proposta.alternativas if rotulo_do_tipo(t)),
        servidor_id=guardado.servidor_id,
        vinculo_id=guardado.vinculo_id,
        corrigido=guardado.correcao is not None,
        motivo=guardado.motivo,
        ato_id=guardado.ato_id,
        versao=guardado.versao,
    )


def _tipo(guardado: Guardado) -> str | None:
    correcao = guardado.correcao
    if correcao is None:
        return tipo_do_item(guardado.lida)
    if correcao.emenda is not None:
        return correcao.emenda.forma.value
    return correcao.pedido.tipo if correcao.pedido is not None else None


def _decidido(guardado: Guardado) -> ItemDiario:
    situacao = SituacaoItem.CONFIRMADO if guardado.estado == CONFIRMADO else SituacaoItem.DESCARTADO
    return replace(_base(guardado), situacao=situacao)


def _pendente(
    guardado: Guardado, publicacao: Publicacao, cadastros: Cadastros, juiz: Juiz, livres: dict[int, int]
) -> ItemDiario:
    proposta, item = guardado.lida, _base(guardado)
    rascunho = (
        _da_correcao(guardado, cadastros)
        if guardado.correcao is not None
        else rascunhar(proposta, guardado.papel, publicacao, cadastros, guardado.servidor_id)
    )
    if rascunho.tipo is None:
        return replace(
            item, faltas=_sem_ato(guardado), duvidas=proposta.duvidas,
            pessoas=cadastros.quem(proposta, guardado.servidor_id).pessoas,
        )  # fmt: skip
    veredito = juiz.julgar(rascunho, proposta.ato_referido)
    if veredito.cargo is not None and veredito.livres is not None:
        livres[veredito.cargo] = max(veredito.livres, 0)
    return _juntar(item, guardado, rascunho, veredito)


def _sem_ato(guardado: Guardado) -> tuple[str, ...]:
    if guardado.proposta.situacao == "nao_e_ato":
        return ("Não é ato de pessoal: descarte-o, ou diga que ato é.",)
    if guardado.proposta.verbo:
        return (f"“{guardado.proposta.verbo.capitalize()}” não é ato do estatuto: descarte-o, ou diga que ato é.",)
    return ("O trecho não foi entendido: descarte-o, ou diga que ato é.",)


def _da_correcao(guardado: Guardado, cadastros: Cadastros) -> Rascunho:
    correcao = guardado.correcao
    assert correcao is not None
    pedido, emenda = correcao.pedido, correcao.emenda
    servidor_id = pedido.servidor_id if pedido is not None else guardado.servidor_id
    quem = cadastros.quem(guardado.proposta, servidor_id)
    falta: tuple[str, ...] = ()
    nova = pedido is not None and pedido.pessoa is not None
    if pedido is not None and servidor_id is None and not nova and not _sem_dono(pedido.tipo):
        falta = ("Falta a pessoa.",)
    return Rascunho(
        tipo=emenda.forma.value if emenda is not None else pedido.tipo if pedido is not None else None,
        pedido=pedido,
        emenda=emenda,
        pessoas=quem.pessoas,
        servidor_id=quem.certa if pedido is None else servidor_id,
        vinculo_id=pedido.vinculo_id if pedido is not None else None,
        nova_pessoa=nova,
        faltas=falta,
    )


def _sem_dono(tipo: str) -> bool:
    from ..estatuto.atos.base import Sujeito
    from ..estatuto.atos.catalogo import POR_TIPO

    return POR_TIPO[tipo].sujeito is Sujeito.CARGO


def _juntar(item: ItemDiario, guardado: Guardado, rascunho: Rascunho, veredito: Veredito) -> ItemDiario:
    lidas = () if item.corrigido else (*guardado.proposta.duvidas, *_nao_lidos(guardado), *rascunho.duvidas)
    faltas = tuple(dict.fromkeys((*rascunho.faltas, *(() if rascunho.faltas else veredito.faltas))))
    duvidas = tuple(dict.fromkeys((*lidas, *veredito.duvidas)))
    recusa = veredito.recusa
    if faltas:
        situacao = SituacaoItem.FALTA
    elif veredito.repetido:
        situacao = SituacaoItem.REPETIDO
        duvidas = (veredito.repetido, *duvidas)
    elif recusa is not None:
        situacao = SituacaoItem.RECUSADO
    elif duvidas:
        situacao = SituacaoItem.DUVIDA
    else:
        situacao = SituacaoItem.PRONTO
    return replace(
        item,
        situacao=situacao,
        faltas=faltas,
        duvidas=duvidas,
        recusa=motivo(recusa) if recusa is not None and not faltas else "",
        dispositivo=recusa.dispositivo if recusa is not None else "",
        reservas=veredito.reservas,
        pessoas=rascunho.pessoas,
        servidor_id=rascunho.servidor_id,
        vinculo_id=rascunho.vinculo_id,
        nova_pessoa=rascunho.nova_pessoa,
        alvos=veredito.alvos,
        pedido=rascunho.pedido,
        emenda=veredito.emenda or rascunho.emenda,
        cargo_id=veredito.cargo,
    )


def _nao_lidos(guardado: Guardado) -> tuple[str, ...]:
    """Return what the text should say and does not; who the person is, is asked of the registry."""
    return tuple(f"O texto não traz {f}." for f in guardado.proposta.faltas if f not in _DA_PESSOA)


def _campo(campo: Campo) -> CampoLido:
    valor = campo.valor
    if campo.nome in _DATAS:
        valor = formatar_data(date.fromisoformat(valor)) if _eh_data(valor) else valor
    elif campo.nome == "matricula" and formato_da_matricula.valido(valor):
        valor = formato_da_matricula.formatar(valor)
    elif campo.nome == "cpf" and formato_do_cpf.valido(valor):
        valor = formato_do_cpf.formatar(valor)
    return CampoLido(
        nome=campo.nome, rotulo=ROTULOS[campo.nome], valor=valor, inicio=campo.inicio, fim=campo.fim,
        confianca=campo.confianca,
    )  # fmt: skip


def _eh_data(texto: str) -> bool:
    try:
        date.fromisoformat(texto)
    except ValueError:
        return False
    return True


# ------------------------------------------------------------------ what must come first


class _Ensaio(Exception):
    """Takes back everything that a rehearsal wrote."""


@exige(Permissao.IMPORTAR)
def ensaiar(ctx: Contexto, itens: Sequence[ItemDiario], hoje: date) -> tuple[ItemDiario, ...]:
    """Return the items with those ready that are only refused because others of the reading are not entered yet.

    Who is exonerated and named in one decree, or named to the post that another leaves: the acts are entered in order
    in a transaction that is then taken back.
    """
    envolvidos = _envolvidos(itens)
    if not any(i.situacao is SituacaoItem.RECUSADO for i in envolvidos) or ctx.banco.somente_leitura:
        return tuple(itens)
    depende: dict[int, tuple[int, ...]] = {}
    try:
        with ctx.banco.escrita() as conexao:
            _entrar_de_mentira(ctx, conexao, envolvidos, hoje, depende)
            raise _Ensaio
    except _Ensaio:
        pass
    except ErroDominio:
        # Somebody is writing: what each act is by itself is still true, and the next reading tries again.
        return tuple(itens)
    return tuple(
        item
        if item.ordem not in depende
        else replace(
            item,
            situacao=SituacaoItem.DUVIDA if item.duvidas else SituacaoItem.PRONTO,
            recusa="",
            dispositivo="",
            depende=depende[item.ordem],
        )
        for item in itens
    )


def _envolvidos(itens: Sequence[ItemDiario]) -> list[ItemDiario]:
    """Return the refused acts and those that enter before them about the same person or post, in order of entry."""
    recusados = [i for i in itens if i.situacao is SituacaoItem.RECUSADO and i.pedido is not None]
    # Of a person new to the registry there is nothing before; of a cargo, who leaves it and who is called first.
    pessoas = {i.servidor_id for i in recusados if i.servidor_id is not None}
    cargos = {i.cargo_id for i in recusados if i.cargo_id is not None}
    antes = [
        i
        for i in itens
        if i.pedido is not None
        and i.situacao in (SituacaoItem.PRONTO, SituacaoItem.DUVIDA)
        and (i.servidor_id in pessoas or i.cargo_id in cargos)
    ]
    if not antes:
        return []
    return sorted((*antes, *recusados), key=lambda i: (i.papel, *em_ordem(i)))


def em_ordem(item: ItemDiario) -> tuple[date, bool, int]:
    """Return what the items of a paper are entered in order of."""
    return chave_de_entrada(item.tipo, data_do_pedido(item.pedido, item.emenda), item.ordem)


def _entrar_de_mentira(
    ctx: Contexto, conexao: Any, envolvidos: Sequence[ItemDiario], hoje: date, depende: dict[int, tuple[int, ...]]
) -> None:
    operacao = ctx.operacao(conexao, "Ensaio")
    lote = Lote.abrir(conexao, ctx.regimes)
    entraram: list[ItemDiario] = []
    for item in envolvidos:
        assert item.pedido is not None
        try:
            registrar_em(ctx, lote, operacao, item.pedido, hoje)
        except ErroDominio:
            continue
        if item.situacao is SituacaoItem.RECUSADO:
            depende[item.ordem] = tuple(
                outro.ordem
                for outro in entraram
                if (outro.servidor_id is not None and outro.servidor_id == item.servidor_id)
                or (outro.cargo_id is not None and outro.cargo_id == item.cargo_id)
            )
        entraram.append(item)
