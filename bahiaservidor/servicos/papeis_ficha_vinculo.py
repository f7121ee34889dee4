"""One vínculo as the ficha funcional tells it: how it began, where it stands on the day, its estágio, how it ended."""

from __future__ import annotations

from datetime import date

from ..documentos.ficha_funcional import CampoFicha, LinhaFicha, VinculoFicha
from ..documentos.textos import matricula_formatada
from ..documentos.valores import Celula
from ..estatuto.atos.catalogo import POR_TIPO
from ..estatuto.formatos.datas import formatar_data
from ..estatuto.funcional import posicao_na_carreira
from ..estatuto.prazos import estavel_desde, prazos_do_vinculo
from ..estatuto.tipos import TipoPrazo
from ..estatuto.vida import situacao_em
from . import papeis_fontes as fontes_
from . import papeis_pessoa as comum
from .papeis_fontes import Fontes


def vinculo_da_ficha(fontes: Fontes, em: date) -> VinculoFicha:
    """Return what the ficha says of a vínculo on the day."""
    vinculo = fontes.vinculo
    estagio, avaliacoes = _estagio(fontes, em)
    return VinculoFicha(
        titulo=f"Vínculo {vinculo.numero}",
        campos=_campos(fontes, em),
        fonte=_fonte(fontes),
        estagio=estagio,
        avaliacoes=avaliacoes,
    )


def _campos(fontes: Fontes, em: date) -> tuple[tuple[CampoFicha, ...], ...]:
    vinculo, cargo = fontes.vinculo, fontes_.cargo(fontes)
    servidor = comum.servidor_do_papel(fontes)
    nomeacao, concurso = fontes_.nomeacao(fontes), fontes_.concurso(fontes)
    ato = " nº ".join(filter(None, (nomeacao.tipo, nomeacao.numero))) or None
    doe = None
    if nomeacao.doe_numero:
        doe = f"nº {nomeacao.doe_numero}" + (f", p. {nomeacao.doe_pagina}" if nomeacao.doe_pagina else "")
    do_concurso = ", ".join(filter(None, (concurso.edital, concurso.lista, concurso.classificacao))) or None
    posicao = posicao_na_carreira(vinculo.funcional, em)
    classe = " / ".join(filter(None, (posicao.classe, posicao.referencia))) if posicao is not None else cargo.classe
    return (
        (("Cargo", servidor.cargo, 2.6), ("Caráter", vinculo.carater.rotulo, 1.0),
         ("Matrícula", matricula_formatada(fontes.posto.matricula), 1.0)),
        (("Grupo ocupacional", cargo.grupo_ocupacional, 1.6), ("Carreira", cargo.carreira, 1.6),
         ("Classe e referência", classe, 1.0),
         ("Jornada", f"{cargo.horas_semanais} horas semanais" if cargo.horas_semanais else None, 1.1)),
        (("Órgão", servidor.orgao, 1.0), ("Lotação", servidor.lotacao, 1.0)),
        (("Nomeação (publicação)", comum.do_fato(vinculo.nomeacao, "publicação da nomeação"), 1.0), ("Ato", ato, 1.2),
         ("Diário Oficial", doe, 1.2), ("Concurso", do_concurso, 1.8)),
        (("Posse", comum.do_fato(vinculo.posse, "posse"), 1.0),
         ("Exercício", comum.do_fato(vinculo.exercicio, "entrada em exercício"), 1.0),
         ("Situação", _situacao(fontes, em), 1.6), ("Término", _termino(fontes) or "—", 1.0),
         ("Causa", _causa(fontes) or "—", 1.6)),
    )  # fmt: skip


def _situacao(fontes: Fontes, em: date) -> str:
    vinculo, vida = fontes.vinculo, fontes.leitura.vida
    situacao = situacao_em(vida, vinculo, em, estavel_desde(vinculo, fontes.regimes, em)).rotulo
    if vinculo.excedente is not None and vinculo.vivo:
        return f"{situacao}; excedente desde {formatar_data(vinculo.excedente.data)}"
    return situacao


def _termino(fontes: Fontes) -> Celula:
    return comum.do_fato(fontes.vinculo.encerrado_em, "término do vínculo")


def _causa(fontes: Fontes) -> str | None:
    """Return what ended the vínculo: the act, never the ground of a retirement, which may tell of health."""
    vinculo = fontes.vinculo
    if vinculo.sem_efeito is not None:
        return "Nomeação sem efeito"
    if vinculo.aposentadoria is not None:
        return "Aposentadoria"
    if vinculo.fim is None:
        return None
    definicao = POR_TIPO.get(vinculo.fim.causa)
    return definicao.rotulo if definicao is not None else vinculo.fim.causa


def _fonte(fontes: Fontes) -> str:
    vinculo = fontes.vinculo
    for ato in fontes.leitura.atos:
        if ato.vinculo == vinculo.id and ato.tipo == "assentamento_inicial":
            return (
                f"assentamento inicial de {formatar_data(ato.conteudo.data)} (ato {ato.id} do livro), fonte "
                f"{ato.conteudo.fonte.rotulo}; ingresso por {ato.conteudo.forma.rotulo.lower()}"
            )
    fatos = (("nomeação", vinculo.nomeacao), ("posse", vinculo.posse), ("exercício", vinculo.exercicio))
    partes = [f"{nome}, ato {fato.ato}" for nome, fato in fatos if fato is not None]
    return f"livro ({'; '.join(partes)}) e cadastro do cargo"


def _estagio(fontes: Fontes, em: date) -> tuple[tuple[tuple[CampoFicha, ...], ...], tuple[LinhaFicha, ...]]:
    vinculo = fontes.vinculo
    if not vinculo.permanente:
        return (), ()
    estavel = estavel_desde(vinculo, fontes.regimes, em)
    prazos = list(prazos_do_vinculo(fontes.leitura.vida, vinculo, fontes.regimes, em))
    marco = next((p for p in prazos if p.tipo is TipoPrazo.ESTABILIDADE), None)
    passos = comum.passos_de(marco.memoria) if marco is not None else ()
    estabilidade: tuple[CampoFicha, ...] = (
        ("Estável desde", comum.dia(estavel if estavel is not None and estavel <= em else None, "estabilidade",
                                    "prazo: estabilidade", passos, "art. 28") or "—", 1.0),
    )  # fmt: skip
    if not vinculo.tem_estagio:
        return ((estabilidade,), ()) if estavel is not None else ((), ())
    fim = next((p for p in prazos if p.tipo is TipoPrazo.FIM_ESTAGIO), None)
    homologacao = vinculo.homologacao
    campos: tuple[CampoFicha, ...] = (
        ("Fim do estágio", comum.do_prazo(fim, fim.vence, "fim do estágio") if fim is not None else None, 1.0),
        ("Submissão", comum.do_fato(vinculo.submissao, "submissão à homologação") or "—", 1.0),
        ("Homologação", comum.do_fato(homologacao.fato, "homologação do estágio") if homologacao else "—", 1.0),
        ("Resultado", homologacao.resultado.rotulo if homologacao else "—", 1.0),
        *estabilidade,
    )
    feitas = {a.numero: a for a in vinculo.avaliacoes}
    linhas: list[LinhaFicha] = []
    for p in sorted((p for p in prazos if p.tipo is TipoPrazo.AVALIACAO_SEMESTRAL), key=lambda p: p.numero or 0):
        feita = feitas.get(p.numero or 0)
        resultado = None
        if feita is not None:
            resultado = "Satisfatória" if feita.prevalece else "Não satisfatória"
        linhas.append(
            (
                f"{p.numero}ª",
                comum.do_prazo(p, p.vence, f"{p.numero}ª avaliação devida"),
                comum.do_fato(feita.fato, f"{p.numero}ª avaliação") if feita is not None else None,
                resultado,
                feita.avaliador or None if feita is not None else None,
            )
        )
    return (campos,), tuple(linhas)
