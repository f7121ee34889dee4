"""Notices in batches: the term to take posse, the call of a concurso."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from ..documentos import avisos_provimento as avisos
from ..documentos.modelos import OrgaoEmissor
from ..documentos.peca import Assinatura, Peca
from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.datas import formatar_data
from ..estatuto.prazos import prazo_da_posse
from ..estatuto.tipos import TipoPrazo
from ..registro.conexao import Conexao
from ..registro.consultas import cadastros
from ..registro.consultas import papeis_lote as consultas_do_lote
from . import modelos_documento, papeis_memoria
from . import papeis_fontes as fontes_
from .conferencia import itens_da_posse
from .contexto import Contexto
from .papeis_acervo import Acervo
from .papeis_emissao import Papel, intitular, nome_de_arquivo
from .papeis_fontes import abrir_fontes
from .papeis_lote_especies import Fabricante, Reunido, pessoas_dos_vinculos, por_vinculo
from .papeis_peca import cabecalho, numerada, orgao_da_instalacao
from .tipos.lote import Alvo, CampoDoLote, Destinatario, EspecieDoLote, Falha

if TYPE_CHECKING:
    from ..documentos.termo import Termo

_HORA: Final = re.compile(r"(\d{1,2})(?:\s*[:h.]?\s*(\d{2}))?(?:\s*h)?")

_CAMPOS = (
    CampoDoLote(nome="dia", rotulo="Dia do comparecimento", tipo="data"),
    CampoDoLote(nome="hora", rotulo="Hora", tipo="hora"),
    CampoDoLote(nome="local", rotulo="Local", obrigatorio=True),
)


def _comparecimento(respostas: Mapping[str, Any], hoje: date) -> avisos.Comparecimento:
    dia, hora = respostas.get("dia"), str(respostas.get("hora") or "").strip()
    local = " ".join(str(respostas.get("local") or "").split())
    if not local:
        raise ErroDominio("Diga o local do comparecimento. Nada foi emitido; preencha-o e repita.")
    if dia is not None and dia < hoje:
        raise ErroDominio(
            f"O dia do comparecimento, {formatar_data(dia)}, já passou. Nada foi emitido; corrija-o e repita."
        )
    if hora:
        achada = _HORA.fullmatch(hora)
        if achada is None or int(achada[1]) > 23 or int(achada[2] or 0) > 59:
            raise ErroDominio(f"A hora “{hora}” não foi entendida. Nada foi emitido; escreva-a como 09:00.")
        hora = f"{int(achada[1]):02d}:{int(achada[2] or 0):02d}"
    return avisos.Comparecimento(dia=dia, hora=hora if dia is not None else "", local=local)


def _assina(conexao: Conexao, nome: str, orgao_id: int) -> tuple[Assinatura, ...]:
    padrao = (Assinatura(None, "Responsável pelo aviso"),)
    return modelos_documento.assinaturas(conexao, nome, orgao_id, padrao)


# ------------------------------------------------------------------ posse


def _por_empossar(_ctx: Contexto, conexao: Conexao, alvo: Alvo, hoje: date) -> Sequence[Destinatario]:
    ids = [p.id for p in pessoas_dos_vinculos(conexao, alvo, lambda _: ("", ""))]
    ultimos = consultas_do_lote.ultimos_dias(conexao, ids, TipoPrazo.POSSE.value)

    def situacao(linha: Any) -> tuple[str, str]:
        if linha.posse is not None:
            return f"posse em {formatar_data(linha.posse)}", "Já tomou posse."
        ultimo = ultimos.get(linha.vinculo_id)
        if ultimo is not None and ultimo < hoje:
            # Calling somebody to a posse that the law no longer admits would mislead (art. 19, § 2º).
            dia = formatar_data(ultimo)
            return f"prazo findo em {dia}", f"O último dia possível da posse foi {dia} (art. 19, § 2º)."
        return "espera posse", ""

    return pessoas_dos_vinculos(conexao, alvo, situacao)


def _avisos_de_posse(
    ctx: Contexto, conexao: Conexao, ids: Sequence[int], respostas: Mapping[str, Any], hoje: date
) -> Sequence[Reunido | Falha]:
    regimes, quando = ctx.regimes, _comparecimento(respostas, hoje)

    def reunir(acervo: Acervo, id_: int) -> Reunido:
        fontes = abrir_fontes(conexao, regimes, id_, acervo)
        vinculo, posto = fontes.vinculo, fontes.posto
        prazo = prazo_da_posse(fontes.leitura.vida, vinculo, regimes)
        vigente = vinculo.publicacao_vigente or vinculo.nomeacao
        if not vinculo.pendente_de_posse or prazo is None or vigente is None:
            raise ErroDominio("Não tem nomeação à espera de posse (art. 19).")
        if quando.dia is not None and prazo.vence_ultimo is not None and quando.dia > prazo.vence_ultimo:
            raise ErroDominio(
                f"O comparecimento, em {formatar_data(quando.dia)}, cai depois do último dia possível da posse, "
                f"{formatar_data(prazo.vence_ultimo)} (art. 19, § 2º)."
            )
        orgao_id = fontes_.orgao_do_papel(fontes)
        modelo = acervo.modelo("aviso_posse", orgao_id)
        linha = acervo.pessoa(posto.servidor_id)
        nome = linha.nome_social or linha.nome
        itens = itens_da_posse(carater=vinculo.carater, sexo=linha.sexo or "")
        dados = avisos.DadosAvisoPosse(
            orgao=fontes_.orgao(fontes),
            nome=nome,
            cargo=posto.cargo,
            natureza=vinculo.carater.rotulo.lower(),
            matricula=posto.matricula,
            publicacao=vigente.data,
            vence=prazo.vence,
            vence_ultimo=prazo.vence_ultimo,
            documentos=[item.rotulo for item in itens if item.obrigatorio],
            comparecimento=quando,
            em=hoje,
            assina=_assina(conexao, "aviso_posse", orgao_id),
            memorias=(
                *papeis_memoria.de_fato(
                    vigente.data, "publicação da nomeação", f"livro, ato {vigente.ato} (publicação no Diário Oficial)"
                ),
                *papeis_memoria.de_prazo(prazo, "prazo de posse"),
            ),
        )
        return _reunido(
            avisos.aviso_de_posse(dados, modelo), "aviso de posse", hoje, orgao_id,
            {"servidor_id": posto.servidor_id, "vinculo_id": id_},
        )  # fmt: skip

    return por_vinculo(ctx, conexao, ids, "aviso_posse", reunir)


# ------------------------------------------------------------------ call


def _convocados(_ctx: Contexto, conexao: Conexao, alvo: Alvo, _hoje: date) -> Sequence[Destinatario]:
    if alvo.lista_id is None:
        return ()
    lista = cadastros.um(conexao, "lista", alvo.lista_id)
    cargo = cadastros.um(conexao, "cargo", lista.cargo_id) if lista is not None else None
    pessoas = []
    for linha in cadastros.candidatos(conexao, alvo.lista_id):
        impedimento, situacao = "", "não convocado(a)"
        if linha.vinculo_id is not None and linha.sem_efeito is None:
            impedimento = situacao = "Já foi nomeado(a)."
        elif linha.situacao != "a_nomear":
            impedimento = situacao = "Saiu da lista."
        elif linha.convocado_em is None or linha.convocado_ate is None:
            impedimento = "Ainda não foi convocado(a)."
        else:
            situacao = f"convocado(a) até {formatar_data(linha.convocado_ate)}"
        pessoas.append(
            Destinatario(
                id=linha.id, nome=linha.nome, cargo=cargo.nome if cargo is not None else "", situacao=situacao,
                classificacao=linha.classificacao, impedimento=impedimento,
            )
        )  # fmt: skip
    return tuple(pessoas)


def _avisos_de_convocacao(
    _ctx: Contexto, conexao: Conexao, ids: Sequence[int], respostas: Mapping[str, Any], hoje: date
) -> Sequence[Reunido | Falha]:
    quando = _comparecimento(respostas, hoje)
    orgao_id = orgao_da_instalacao(conexao)
    orgao: OrgaoEmissor = cabecalho(conexao)
    modelo = modelos_documento.modelo(conexao, "aviso_convocacao", orgao_id)
    assina = _assina(conexao, "aviso_convocacao", orgao_id)
    linhas: dict[int, Any] = {}
    listas: dict[int, tuple[Any, Any, Any]] = {}
    for primeiro in ids:
        if primeiro in linhas:
            continue
        candidato = cadastros.um(conexao, "candidato", primeiro)
        if candidato is not None and candidato.lista_id not in listas:
            lista = cadastros.um(conexao, "lista", candidato.lista_id)
            assert lista is not None
            listas[lista.id] = (
                lista,
                cadastros.um(conexao, "concurso", lista.concurso_id),
                cadastros.um(conexao, "cargo", lista.cargo_id),
            )
            linhas.update({linha.id: linha for linha in cadastros.candidatos(conexao, lista.id)})
    feitos: list[Reunido | Falha] = []
    for id_ in ids:
        linha = linhas.get(id_)
        if linha is None or linha.convocado_em is None or linha.convocado_ate is None:
            feitos.append(
                Falha(
                    nome=linha.nome if linha is not None else f"candidato {id_}",
                    motivo="Não consta convocação deste candidato (art. 12).",
                )
            )
            continue
        lista, concurso, cargo = listas[linha.lista_id]
        origem = f"cadastro do candidato nº {linha.classificacao}, convocação"
        dados = avisos.DadosAvisoConvocacao(
            orgao=orgao,
            nome=linha.nome,
            cargo=cargo.nome,
            classificacao=linha.classificacao,
            lista=" – ".join(filter(None, (lista.modalidade, lista.especialidade, lista.polo))) or "geral",
            edital=concurso.edital,
            documento=linha.convocacao or "–",
            convocado_em=linha.convocado_em,
            convocado_ate=linha.convocado_ate,
            comparecimento=quando,
            em=hoje,
            assina=assina,
            memorias=(
                *papeis_memoria.de_fato(linha.convocado_em, "convocação", origem, "art. 12"),
                *papeis_memoria.de_fato(linha.convocado_ate, "último dia para responder", origem, "art. 12"),
                *papeis_memoria.de_texto(linha.convocacao, "citada no documento da convocação", origem),
                *papeis_memoria.de_texto(concurso.edital, "citada no edital", "cadastro do concurso"),
            ),
        )
        peca = avisos.aviso_de_convocacao(dados, modelo)
        feitos.append(_reunido(peca, "aviso de convocacao", hoje, orgao_id, {}))
    return feitos


# ------------------------------------------------------------------ both


def _reunido(peca: Peca, arquivo: str, hoje: date, orgao_id: int, outros: Mapping[str, Any]) -> Reunido:
    papel = Papel(
        titulo=intitular(peca.chave, peca.assunto, None, hoje.year),
        nome_arquivo=nome_de_arquivo(arquivo, peca.assunto),
        pdf=b"",
        especie=peca.chave,
        ano=hoje.year,
        assunto=peca.assunto,
        orgao_id=orgao_id,
        modelo_versao=peca.identificacao.versao_modelo or "",
        memoria=tuple(peca.memorias),
        **outros,
    )
    return Reunido(papel=papel, montar=partial(_desenho, peca, hoje.year))


def _desenho(peca: Peca, ano: int, numero: int | None) -> Termo:
    from ..documentos.peca_pdf import PecaPdf

    return PecaPdf(peca if numero is None else numerada(peca, ano, numero))


AVISOS: Final = (
    Fabricante(
        especie=EspecieDoLote(chave="aviso_posse", rotulo="Avisos de prazo de posse", de="vinculo", campos=_CAMPOS),
        destinatarios=_por_empossar,
        reunir=_avisos_de_posse,
    ),
    Fabricante(
        especie=EspecieDoLote(chave="aviso_convocacao", rotulo="Avisos de convocação", de="candidato", campos=_CAMPOS),
        destinatarios=_convocados,
        reunir=_avisos_de_convocacao,
    ),
)
"""The kinds of this module, as they are offered."""
