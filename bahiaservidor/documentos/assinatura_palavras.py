"""The verdict on a signature, in the words a clerk reads and the registry keeps."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from bahiaservidor.documentos.assinatura import Certificado, limpo
from bahiaservidor.estatuto.formatos.datas import formatar_data

SEM_ASSINATURA: Final = "O arquivo não tem nenhuma assinatura eletrônica."
REVOGACAO: Final = "A revogação do certificado não foi consultada, porque a conferência se faz sem rede."
SEM_RAIZ: Final = "Cadeia não conferida: nenhuma autoridade raiz foi configurada."

_MOTIVOS: Final[dict[str, str]] = {
    "NO_CERTIFICATE_CHAIN_FOUND": "o certificado não leva a nenhuma das autoridades raiz configuradas",
    "NO_POE": "não se prova que o certificado estava em vigor",
    "OUT_OF_BOUNDS_NO_POE": "o certificado está fora do prazo de validade",
    "OUT_OF_BOUNDS_NOT_REVOKED": "o certificado está fora do prazo de validade",
    "CHAIN_CONSTRAINTS_FAILURE": "o certificado não foi emitido para assinar documentos",
    "CERTIFICATE_CHAIN_GENERAL_FAILURE": "um certificado da cadeia não confere com quem o emitiu",
    "REVOKED_NO_POE": "o certificado foi revogado",
    "REVOKED_CA_NO_POE": "uma autoridade da cadeia foi revogada",
    "CRYPTO_CONSTRAINTS_FAILURE": "usa um algoritmo que já não é seguro",
    "CRYPTO_CONSTRAINTS_FAILURE_NO_POE": "usa um algoritmo que já não é seguro",
}


def formato_desconhecido(formato: str) -> str:
    """Return the sentence on a signature that cannot be judged."""
    nome = f" ({limpo(formato.lstrip('/'))[:40]})" if formato else ""
    return f"Há uma assinatura num formato que o programa não confere{nome}."


def quem(certificado: Certificado, *, do_tempo: bool) -> str:
    """Return who signed and who vouches for it."""
    if do_tempo:
        return f"Carimbo do tempo de {certificado.identificacao}."
    emissor = "por si mesmo" if certificado.autoassinado else f"por {certificado.emissor}"
    return f"Assinado por {certificado.identificacao}, com certificado emitido {emissor}."


def quando(instante: dt.datetime | None, *, carimbado: bool, tentado: bool) -> str:
    """Return when, and who says so."""
    if instante is None:
        return "A assinatura não diz quando foi feita."
    hora = por_extenso(instante)
    if carimbado:
        return f"Em {hora}, provado por carimbo do tempo."
    ressalva = "o carimbo do tempo que a acompanha não é confiável" if tentado else "sem carimbo do tempo"
    return f"Em {hora}, segundo o relógio de quem assinou ({ressalva})."


def por_extenso(instante: dt.datetime) -> str:
    """Return an instant as dd/mm/aaaa, às HH:MM:SS (±HH:MM)."""
    desvio = instante.strftime("%z") or "+0000"
    return f"{formatar_data(instante.date())}, às {instante:%H:%M:%S} ({desvio[:3]}:{desvio[3:5]})"


def inteireza(*, integro: bool, todo: bool, arquivo_todo: bool) -> str:
    """Return whether what was signed is what is there, and how much of the file it is."""
    if not integro:
        return "ALTERADO: o que está no arquivo não é o que foi assinado."
    if arquivo_todo:
        return "O documento não foi alterado, e a assinatura cobre o arquivo inteiro."
    if todo:
        return (
            "O documento não foi alterado: a assinatura cobre tudo o que havia, e depois dela só entraram outras "
            "assinaturas."
        )
    return "ALTERADO DEPOIS: ao que foi assinado se acrescentou conteúdo que a assinatura não cobre."


def cadeia(
    certificado: Certificado,
    problema: Any,
    *,
    confiavel: bool,
    na_data: bool | None,
    agora: dt.datetime,
    configurada: bool,
    integro: bool,
    raiz: Certificado | None,
) -> str:
    """Return whether the chain leads to a root of the installation, or why not."""
    venceu = f"o certificado venceu em {formatar_data(certificado.fim.date())}"
    if not configurada:
        vencido = (
            f" O certificado venceu em {formatar_data(certificado.fim.date())}." if agora > certificado.fim else ""
        )
        return SEM_RAIZ + vencido
    if not integro:
        return "Cadeia não confiável: a assinatura não confere."
    if confiavel and raiz is not None:
        return f"Cadeia confiável: chega a {raiz.nome}."
    if confiavel:
        return f"Cadeia confiável na data do carimbo do tempo; {venceu}."
    if na_data:
        return f"Cadeia não confiável: {venceu}, e a hora declarada não prova que foi usado antes."
    if agora > certificado.fim:
        return f"Cadeia não confiável: {venceu}."
    if certificado.autoassinado:
        return "Cadeia não confiável: o certificado foi emitido por si mesmo, e não por uma autoridade."
    nome = getattr(problema, "name", "")
    return f"Cadeia não confiável: {_MOTIVOS.get(nome, 'o certificado não leva a uma autoridade raiz configurada')}."
