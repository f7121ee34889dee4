"""Notice and defence as a draft prints them: sent, answered, decided; what is missing; why it was waived."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from bahiaservidor.documentos.peca import Campo, Campos, Parte, Texto
from bahiaservidor.documentos.textos import ModeloTexto
from bahiaservidor.estatuto.formatos.datas import formatar_data


@dataclass(frozen=True, slots=True, kw_only=True)
class DefesaImpressa:
    """The checklist of an act against somebody, in words; ``faltas`` is what is missing or out of order."""

    fundamento: str
    aviso_meio: str | None = None
    aviso_em: dt.date | None = None
    aviso_prova: str | None = None
    resposta_ate: dt.date | None = None
    resposta_em: dt.date | None = None
    sem_resposta: bool = False
    resposta: str | None = None
    resposta_prova: str | None = None
    decisao_em: dt.date | None = None
    decisao: str | None = None
    decisao_autoridade: str | None = None
    decisao_prova: str | None = None
    dispensa: str | None = None
    faltas: Sequence[str] = ()


def partes(defesa: DefesaImpressa, modelo: ModeloTexto) -> list[Sequence[Parte]]:
    """Return the box of the checklist and the sentences under it."""
    resposta_em = modelo.paragrafo("sem_resposta") if defesa.sem_resposta else _data(defesa.resposta_em)
    linhas = [
        [
            Campo("Aviso enviado por", defesa.aviso_meio, 1.2),
            Campo("Em", _data(defesa.aviso_em), 0.8),
            Campo("Comprovante do aviso", defesa.aviso_prova, 2),
        ],
        [
            Campo("Prazo para responder, até", _data(defesa.resposta_ate), 1.2),
            Campo("Resposta recebida em", resposta_em, 1.2),
            Campo("Comprovante da resposta", defesa.resposta_prova, 1.6),
        ],
        [Campo("Resumo da resposta", defesa.resposta)],
        [
            Campo("Decisão de", _data(defesa.decisao_em), 0.8),
            Campo("Autoridade que decidiu", defesa.decisao_autoridade, 1.6),
            Campo("Comprovante da decisão", defesa.decisao_prova, 1.6),
        ],
        [Campo("Resumo da decisão", defesa.decisao)],
    ]
    if defesa.dispensa:
        linhas.append([Campo("Emitido sem o aviso e a defesa completos: fundamento", defesa.dispensa)])
    titulo = f"{modelo.titulo} ({defesa.fundamento})"
    textos = [Texto(texto=modelo.paragrafo("explicacao"), pequeno=True)]
    if defesa.faltas:
        textos += [
            Texto(texto=modelo.paragrafo("falta", falta=falta), marca="–", pequeno=True) for falta in defesa.faltas
        ]
    else:
        textos.append(Texto(texto=modelo.paragrafo("completo"), pequeno=True))
    return [[Campos(titulo=titulo, linhas=linhas, destaque=bool(defesa.faltas)), *textos]]


def _data(dia: dt.date | None) -> str | None:
    return formatar_data(dia) if dia else None
