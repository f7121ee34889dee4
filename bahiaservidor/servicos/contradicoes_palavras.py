"""A contradiction in words: what, why with the article, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from ..estatuto import dispositivos as d
from ..estatuto.atos.catalogo import POR_TIPO
from ..estatuto.formatos import cpf
from ..estatuto.formatos.datas import formatar_data
from ..estatuto.tipos import SEM_NUMERO_PROPRIO, TipoPrazo, TipoRessalva
from ..registro.consultas.contradicoes_ciencia import Ciencia
from ..registro.consultas.contradicoes_especies import Achado, Especie, Gravidade
from ..registro.consultas.contradicoes_publicacao import SEM_PAPEL
from ..registro.consultas.contradicoes_referencias import Referencias
from .contradicoes_atos import atos_citados, frase
from .tipos.contradicoes import CienciaDada, Contradicao

ARTS_21_29: Final = "arts. 21, § 3º, e 29"

_UM_DIA: Final = timedelta(days=1)

CONTAM_DO_DIA_SEGUINTE: Final = frozenset(
    {Especie.PRAZO_VENCIDO, Especie.REINTEGRADO_AUSENTE, Especie.ESTAGIO_SEM_HOMOLOGACAO}
)
"""Kinds whose day is the last on which it was still in time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Palavras:
    """The sentences of one contradiction; ``ato`` is the kind of act that would put it right."""

    o_que: str
    por_que: str
    dispositivo: str
    o_que_fazer: str
    ato: str = ""


def contradicao(achado: Achado, lidas: Referencias, ciencia: Ciencia | None) -> Contradicao:
    """Return a finding as screens and commands show it."""
    especie = Especie(achado.especie)
    palavras = _DIZERES[especie](achado, lidas)
    pessoa = lidas.pessoas.get(achado.servidor_id or 0)
    vinculo = lidas.vinculos.get(achado.vinculo_id or 0)
    cargo = vinculo.cargo if vinculo is not None else lidas.cargos.get(achado.cargo_id or 0, "")
    desde = achado.desde
    if desde is not None and especie in CONTAM_DO_DIA_SEGUINTE:
        desde += _UM_DIA
    return Contradicao(
        id=achado.id,
        chave=achado.chave,
        especie=especie,
        gravidade=Gravidade(achado.gravidade),
        nome=pessoa.nome if pessoa is not None else "",
        cargo=cargo,
        o_que=palavras.o_que,
        por_que=palavras.por_que,
        dispositivo=palavras.dispositivo,
        o_que_fazer=palavras.o_que_fazer,
        desde=desde,
        servidor_id=achado.servidor_id,
        vinculo_id=achado.vinculo_id,
        outro_servidor_id=achado.outro_id if especie is Especie.POSSIVEL_DUPLICATA else None,
        cargo_id=achado.cargo_id,
        atos=tuple(atos_citados(achado, lidas)),
        ato_sugerido=palavras.ato if palavras.ato in POR_TIPO else "",
        completa_publicacao=especie is Especie.ATO_SEM_DOE and achado.texto != SEM_PAPEL,
        rotulo_do_ato=POR_TIPO[palavras.ato].rotulo if palavras.ato in POR_TIPO else "",
        ciencia=None if ciencia is None else ciencia_dada(ciencia),
    )


def ciencia_dada(ciencia: Ciencia) -> CienciaDada:
    """Return an acknowledgement as screens show it."""
    return CienciaDada(nota=ciencia.nota, em=ciencia.em, instante=ciencia.instante, usuario=ciencia.usuario)


def _dia(dia: date | None) -> str:
    return "data desconhecida" if dia is None else formatar_data(dia)


def _dias(quantos: int) -> str:
    return "1 dia" if quantos == 1 else f"{quantos} dias"


# ------------------------------------------------------------------ acts


def _ressalva(achado: Achado, lidas: Referencias) -> Palavras:
    ato = lidas.atos[achado.ato_id or 0]
    ressalva = ato.ressalva
    assert ressalva is not None
    cobertos = [r for r in ato.requisitos if r.recusa and not r.estrutural]
    apoio = ressalva.tipo.rotulo.lower() if ressalva.tipo is not None else "sem espécie"
    apoio = apoio.replace("pge", "PGE")
    if ressalva.numero:
        apoio += f" nº {ressalva.numero}"
    if ressalva.data is not None:
        apoio += f", de {formatar_data(ressalva.data)}"
    faltas = "; ".join(f"{(r.falta or r.descricao).rstrip('.')} ({r.dispositivo})" for r in cobertos)
    return Palavras(
        o_que=f"{frase(ato)}, com ressalva ({apoio}). "
        + (f"Requisitos ressalvados: {faltas}." if cobertos else "Nenhum requisito deixou de ser atendido."),
        por_que="O ato já praticado entra no assentamento como fato, e o requisito não atendido fica à vista até ser "
        "resolvido.",
        dispositivo=cobertos[0].dispositivo if cobertos else d.ART_22,
        o_que_fazer=_APOIOS.get(ressalva.tipo, _SEM_APOIO),
    )


_SEM_APOIO: Final = (
    "Obtenha a decisão ou o parecer que sustente o ato; sem um nem outro, promova a anulação. "
    "Resolvido ou aceito, dê ciência com a razão."
)
_APOIOS: Final[Mapping[TipoRessalva | None, str]] = {
    TipoRessalva.DECISAO_JUDICIAL: "Acompanhe o processo: se a decisão for revista, o ato perde o apoio. "
    "Se é definitiva, dê ciência com essa razão.",
    TipoRessalva.PARECER_PGE: "Confira se o parecer abrange cada requisito e se está no processo; depois, dê ciência.",
}


def _sem_doe(achado: Achado, lidas: Referencias) -> Palavras:
    ato = lidas.atos[achado.ato_id or 0]
    falta = {
        SEM_PAPEL: "sem o instrumento que o publicou",
        "doe": "sem edição nem data do Diário Oficial",
        "edicao": "sem a edição do Diário Oficial",
        "data": "sem a data do Diário Oficial",
    }[achado.texto]
    return Palavras(
        o_que=f"{frase(ato)}, {falta}.",
        por_que="O ato é publicado no Diário Oficial, os prazos contam-se da publicação, e o assentamento individual "
        "deve indicá-la.",
        dispositivo=d.ART_22,
        o_que_fazer="Procure a publicação no Diário Oficial. "
        + (
            "Se o ato for corrigido ou retificado, informe nele o instrumento; se não há o que corrigir, dê ciência "
            "com a edição e a data."
            if achado.texto == SEM_PAPEL
            else "Complete o instrumento com a edição e a data."
        ),
    )


def _nao_cabe(achado: Achado, lidas: Referencias) -> Palavras:
    ato = lidas.atos.get(achado.ato_id or 0)
    qual = frase(ato) if ato is not None else "Ato"
    dispositivo, _, falta = achado.texto.partition("\n")
    return Palavras(
        o_que=f"{qual}: com o que se registrou depois, hoje seria recusado. {falta}",
        por_que="Uma entrada tardia mudou o que este ato encontrava na sua data. O que já foi aceito não se desfaz "
        "sozinho.",
        dispositivo=dispositivo,
        o_que_fazer="Confira a entrada tardia: se está errada, corrija-a; se está certa, anule este ato ou obtenha a "
        "decisão ou o parecer que o sustente.",
    )


def _lrf(achado: Achado, lidas: Referencias) -> Palavras:
    ato = lidas.atos.get(achado.ato_id or 0)
    return Palavras(
        o_que=f"{frase(ato) if ato is not None else 'Nomeação'}, com a despesa de pessoal acima do limite prudencial, "
        "pela exceção registrada.",
        por_que="Acima de 95 % do limite só se repõe posto vago por aposentadoria ou falecimento em educação, saúde e "
        "segurança.",
        dispositivo=d.LRF_22,
        o_que_fazer="Confira no processo a origem do posto e a área; estando certas, dê ciência.",
    )


# ------------------------------------------------------------------ posse and posts


def _posse_fora(achado: Achado, lidas: Referencias) -> Palavras:
    assert achado.desde is not None
    assert achado.limite is not None
    return Palavras(
        o_que=f"Posse em {_dia(achado.desde)}, {_dias((achado.desde - achado.limite).days)} depois do último dia "
        f"possível ({_dia(achado.limite)}).",
        por_que="Sem posse até o último dia da leitura mais longa, a nomeação é tornada sem efeito.",
        dispositivo=d.ART_19_P2,
        o_que_fazer="Ouça a PGE: confirme o que sustenta a posse ou promova a anulação.",
    )


def _posse_na_zona(achado: Achado, lidas: Referencias) -> Palavras:
    return Palavras(
        o_que=f"Posse em {_dia(achado.desde)}: na leitura adotada o prazo venceu em {_dia(achado.dia)}; na mais longa, "
        f"em {_dia(achado.limite)}.",
        por_que="As leituras do prazo divergem, e a posse só está em dia pela mais longa.",
        dispositivo=d.ART_19,
        o_que_fazer="Deixe no processo a contagem que foi aceita e dê ciência.",
    )


def _simultaneos(achado: Achado, lidas: Referencias) -> Palavras:
    antes, depois = lidas.vinculos[achado.outro_id or 0], lidas.vinculos[achado.vinculo_id or 0]
    return Palavras(
        o_que=f"Desde {_dia(achado.desde)} tem dois cargos: {antes.cargo} (vínculo nº {antes.numero}) e {depois.cargo} "
        f"(vínculo nº {depois.numero}), sem acumulação declarada na posse.",
        por_que="Só se acumulam cargos nas hipóteses da Constituição, declaradas ao tomar posse (art. 19, § 4º).",
        dispositivo=d.CF_37_XVI,
        o_que_fazer="Se a acumulação é lícita e foi declarada, corrija a posse com o outro cargo; se não, notifique "
        "para a opção e registre a vacância de um dos cargos.",
    )


def _excedente(achado: Achado, lidas: Referencias) -> Palavras:
    cargo = lidas.cargos.get(achado.cargo_id or 0, "")
    return Palavras(
        o_que=f"Excedente no cargo {cargo} desde {_dia(achado.desde)}: o posto foi reclamado por reintegração.",
        por_que="O reintegrado retoma o posto, e quem o ocupava espera recondução, aproveitamento ou disponibilidade.",
        dispositivo=d.ART_42,
        o_que_fazer="Se é estável e tem cargo de origem, registre o que a ficha propõe; se não, ouça a PGE.",
    )


def _acima_dos_postos(achado: Achado, lidas: Referencias) -> Palavras:
    cargo = lidas.cargos.get(achado.cargo_id or 0, "")
    postos = (
        "nenhum posto" if not achado.outro_id else "1 posto" if achado.outro_id == 1 else f"{achado.outro_id} postos"
    )
    ocupantes = "1 ocupante" if achado.numero == 1 else f"{achado.numero} ocupantes"
    return Palavras(
        o_que=f"O cargo {cargo} tem {ocupantes} para {postos}.",
        por_que="Todo cargo tem número certo de postos, criado por lei.",
        dispositivo=d.ART_3,
        o_que_fazer="Confira as leis que criaram as vagas e as vacâncias que faltam registrar; se o excesso é real, "
        "ouça a PGE.",
    )


# ------------------------------------------------------------------ deadlines and estágio


def _prazo_vencido(achado: Achado, lidas: Referencias) -> Palavras:
    tipo = TipoPrazo(achado.texto)
    aberto_por = lidas.atos.get(achado.ato_id or 0)
    if aberto_por is not None and aberto_por.tipo in _SEM_POSSE:
        dispositivo, fazer, ato = _SEM_POSSE[aberto_por.tipo]
    else:
        dispositivo, fazer, ato = _DO_PRAZO.get(tipo, (d.ART_22, "Registre o ato que responde ao prazo.", ""))
    numero = f" nº {achado.numero}" if achado.numero and tipo not in SEM_NUMERO_PROPRIO else ""
    return Palavras(
        o_que=f"{tipo.rotulo}{numero}: o último dia foi {_dia(achado.limite)}, e nenhum ato foi registrado.",
        por_que=f"{d.resumo(dispositivo)}",
        dispositivo=dispositivo,
        o_que_fazer=fazer,
        ato=ato,
    )


_DO_PRAZO: Final[Mapping[TipoPrazo, tuple[str, str, str]]] = {
    TipoPrazo.POSSE: (
        d.ART_19_P2, "Se a posse aconteceu, registre-a; se não, proponha tornar sem efeito a nomeação.",
        "tornar_sem_efeito",
    ),
    TipoPrazo.EXERCICIO: (
        d.ART_21_P3, "Se o exercício aconteceu, registre-o; se não, pratique o ato que a ficha propõe.", "exercicio",
    ),
    TipoPrazo.AVALIACAO_SEMESTRAL: (
        d.DECRETO_7899, "Registre a avaliação; se não foi feita, cobre-a da chefia.", "avaliacao_estagio",
    ),
    TipoPrazo.DECISAO_RECONSIDERACAO: (
        d.ART_27,
        "Se a chefia decidiu, registre a decisão; se não, cobre-a: o servidor ainda pode recorrer à comissão.",
        "decisao_reconsideracao",
    ),
    TipoPrazo.SUBMISSAO_AVALIACAO: (
        d.ART_27_PU, "Submeta já a avaliação à homologação e registre a submissão.", "submissao_avaliacao",
    ),
    TipoPrazo.DECISAO_RECONSIDERACAO: (
        d.ART_27, "Se o chefe decidiu o pedido, registre a decisão; se não, cobre-a.", "decisao_reconsideracao",
    ),
    TipoPrazo.APRESENTACAO: (
        d.ART_23, "Se entrou em exercício na nova localidade, registre-o; se não, comunique à autoridade.", "exercicio",
    ),
    TipoPrazo.COMPULSORIA: (
        d.LEI_COMPULSORIA, "Registre a aposentadoria compulsória, ou providencie a sua publicação.", "aposentadoria",
    ),
}  # fmt: skip
"""By kind of deadline: the provision, what to do, the act."""


_SEM_POSSE: Final[Mapping[str, tuple[str, str, str]]] = {
    "reversao": (
        d.ART_34_PU,
        "Se o exercício aconteceu, registre-o; se não, proponha cassar a aposentadoria.",
        "cassacao_aposentadoria",
    ),
    "aproveitamento": (
        d.ART_39,
        "Se o exercício aconteceu, registre-o; se não, proponha tornar sem efeito o aproveitamento e cassar a "
        "disponibilidade, salvo doença comprovada por junta.",
        "tornar_sem_efeito",
    ),
}
"""By the provimento without posse that opened a deadline of exercício: the provision, what to do, the act."""


def _reintegrado(achado: Achado, lidas: Referencias) -> Palavras:
    return Palavras(
        o_que=f"Voltou por reintegração ou recondução e não entrou em exercício até {_dia(achado.limite)}.",
        por_que="Quem é estável só perde o cargo por sentença definitiva ou processo disciplinar: não há ato a propor.",
        dispositivo=ARTS_21_29,
        o_que_fazer=f"Ouvir a PGE ({ARTS_21_29}).",
    )


def _sem_avaliador(achado: Achado, lidas: Referencias) -> Palavras:
    return Palavras(
        o_que=f"Em estágio probatório desde {_dia(achado.desde)}, sem ato que designe quem avalia.",
        por_que="Os cinco fatores do estágio são avaliados pela chefia e pela comissão designadas.",
        dispositivo=d.ART_27,
        o_que_fazer="Registre a designação dos avaliadores.",
        ato="designacao_avaliadores",
    )


def _sem_homologacao(achado: Achado, lidas: Referencias) -> Palavras:
    return Palavras(
        o_que=f"Tempo completo sem homologação: ouvir a PGE. O tempo completou-se em {_dia(achado.desde)}.",
        por_que="Sem homologação aprovada a pessoa continua em estágio probatório, embora o tempo esteja completo.",
        dispositivo=d.ART_28,
        o_que_fazer="Se a homologação foi publicada, registre-a; se não, ouça a PGE.",
        ato="homologacao_estagio",
    )


# ------------------------------------------------------------------ people


def _sem_nascimento(achado: Achado, lidas: Referencias) -> Palavras:
    return Palavras(
        o_que="Sem data de nascimento: a aposentadoria compulsória não se calcula.",
        por_que="A idade da aposentadoria compulsória conta-se do nascimento.",
        dispositivo=d.LEI_COMPULSORIA,
        o_que_fazer="Complete a data de nascimento em Dados pessoais, com o documento à vista.",
    )


def _sem_cpf(achado: Achado, lidas: Referencias) -> Palavras:
    return Palavras(
        o_que="Sem CPF no cadastro.",
        por_que="O CPF é o que impede que a mesma pessoa seja registrada duas vezes no assentamento individual.",
        dispositivo=d.ART_22,
        o_que_fazer="Complete o CPF em Dados pessoais.",
    )


def _duplicata(achado: Achado, lidas: Referencias) -> Palavras:
    pessoa, outra = lidas.pessoas[achado.servidor_id or 0], lidas.pessoas[achado.outro_id or 0]
    cpfs = " e ".join(cpf.formatar(p.cpf) if p.cpf else "sem CPF" for p in (outra, pessoa))
    return Palavras(
        o_que=f"Há outro cadastro com o mesmo nome e o mesmo nascimento ({_dia(pessoa.nascimento)}): {outra.nome}. "
        f"CPF: {cpfs}.",
        por_que="Cada servidor tem um só assentamento individual; em dois, nenhum conta a vida inteira.",
        dispositivo=d.ART_22,
        o_que_fazer="Compare as duas fichas: se é a mesma pessoa, unifique os cadastros; se não é, dê ciência com a "
        "razão.",
    )


_DIZERES: Final[Mapping[Especie, Callable[[Achado, Referencias], Palavras]]] = {
    Especie.RESSALVA: _ressalva,
    Especie.POSSE_FORA_DO_PRAZO: _posse_fora,
    Especie.POSSE_ZONA_CINZENTA: _posse_na_zona,
    Especie.CARGOS_SIMULTANEOS: _simultaneos,
    Especie.ATO_SEM_DOE: _sem_doe,
    Especie.EXCEDENTE: _excedente,
    Especie.CARGO_ACIMA_DOS_POSTOS: _acima_dos_postos,
    Especie.ESTAGIO_SEM_AVALIADOR: _sem_avaliador,
    Especie.ESTAGIO_SEM_HOMOLOGACAO: _sem_homologacao,
    Especie.PRAZO_VENCIDO: _prazo_vencido,
    Especie.REINTEGRADO_AUSENTE: _reintegrado,
    Especie.ATO_NAO_CABE_MAIS: _nao_cabe,
    Especie.NOMEACAO_ACIMA_DA_LRF: _lrf,
    Especie.SEM_NASCIMENTO: _sem_nascimento,
    Especie.SEM_CPF: _sem_cpf,
    Especie.POSSIVEL_DUPLICATA: _duplicata,
}
