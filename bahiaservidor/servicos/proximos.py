"""The list of who is next in a concurso, and why: order, reserves, who was passed over (arts. 8º, § 2º, and 12)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ..estatuto import dispositivos as d
from ..estatuto.atos.nomeacao import validade
from ..estatuto.chamada import CONVOCADO, Chamada, Concorrente, Fila, chamadas
from ..estatuto.formatos.datas import formatar_data
from ..estatuto.formatos.nomes import chave_busca
from ..estatuto.reservas import RESERVADAS, Alternancia, Modalidade, ler_alternancia, modalidade_de, reservas
from ..registro.conexao import Conexao
from ..registro.consultas import cadastros as consultas
from ..registro.consultas import vagas as consultas_de_vagas
from .concursos import candidato_de, situacao_do_concurso
from .contexto import Contexto
from .gravacao import dto, existir
from .protecao import protegida
from .tipos import Candidato, Concurso, Lista
from .tipos.chamada import Chamadas, Grupo, Proximo
from .vagas import disponiveis_no_cargo

DESEMPATE = (
    "O edital desempata por tempo de serviço ao Estado (art. 13, parágrafo único, alínea a): a constitucionalidade é "
    "discutida; o programa avisa e não aplica. Confira a classificação dos empatados."
)


@protegida
def proximos(ctx: Contexto, *, concurso_id: int, quantos: int, hoje: date) -> Chamadas:
    """Return, for each cargo, especialidade and polo of a contest, the next to be named and why each one.

    ErroDominio when the contest is not there any more.
    """
    regime = ctx.regimes(None, None)
    with ctx.banco.leitura() as conexao:
        concurso: Concurso = dto(Concurso, existir(conexao, "concurso", concurso_id, "O concurso"))
        listas = [dto(Lista, linha) for linha in consultas.listas(conexao, concurso_id)]
        candidatos: dict[int, list[Candidato]] = {}
        for linha in consultas.candidatos_do_concurso(conexao, concurso_id):
            candidatos.setdefault(linha.lista_id, []).append(candidato_de(linha))
        fim = validade(situacao_do_concurso(concurso), regime.opcoes.fim_de_mes)
        alternancia = ler_alternancia(
            concurso.alternancia, regime.parametros, concurso.edital_em or concurso.homologacao
        )
        da_lei = reservas(regime.parametros, concurso.edital_em or concurso.homologacao)
        grupos = tuple(
            _grupo(conexao, concurso, do_grupo, candidatos, alternancia, da_lei, quantos, hoje)
            for do_grupo in _agrupar(listas)
        )
    impedimento = ""
    if hoje > fim:
        impedimento = f"O concurso valeu até {formatar_data(fim)}: não se nomeia mais por ele ({d.ART_12})."
    return Chamadas(concurso_id=concurso_id, grupos=grupos, valido_ate=fim, impedimento=impedimento)


def _agrupar(listas: Sequence[Lista]) -> list[list[Lista]]:
    grupos: dict[tuple[int, str, str], list[Lista]] = {}
    for lista in listas:
        chave = (lista.cargo_id, chave_busca(lista.especialidade), chave_busca(lista.polo))
        grupos.setdefault(chave, []).append(lista)
    return list(grupos.values())


def _grupo(
    conexao: Conexao,
    concurso: Concurso,
    listas: Sequence[Lista],
    candidatos: Mapping[int, Sequence[Candidato]],
    alternancia: Alternancia,
    da_lei: Mapping[Modalidade, Any],
    quantos: int,
    hoje: date,
) -> Grupo:
    primeira = listas[0]
    filas = [
        Fila(
            id=lista.id or 0, modalidade=modalidade_de(lista.modalidade), nome=lista.modalidade,
            candidatos=tuple(_concorrente(c) for c in candidatos.get(lista.id or 0, ())),
        )
        for lista in listas
    ]  # fmt: skip
    cargo = consultas_de_vagas.cargo_no_dia(conexao, primeira.cargo_id, hoje)
    livres = None
    if cargo is not None and cargo.postos is not None:
        livres = max(0, cargo.postos - cargo.ocupacao_maxima)
    por_id = {c.id: c for lista in listas for c in candidatos.get(lista.id or 0, ())}
    nomes = {fila.id: fila.nome for fila in filas}
    feitas = [_proximo(c, nomes, por_id, hoje) for c in chamadas(filas, alternancia, quantos)]
    reservadas = {f.modalidade for f in filas} & set(RESERVADAS)
    vagas = max((lista.vagas for lista in listas if lista.vagas is not None), default=None)
    return Grupo(
        cargo_id=primeira.cargo_id,
        cargo=primeira.cargo,
        especialidade=primeira.especialidade,
        polo=primeira.polo,
        listas=tuple(lista.id or 0 for lista in listas),
        nomeados=sum(1 for f in filas for c in f.candidatos if c.situacao == "nomeado" and c.valida),
        livres=livres,
        proximos=tuple(feitas),
        alternancia=_palavras(alternancia) if reservadas else "",
        reservadas=_reservadas(da_lei, vagas) if vagas is not None else "",
        disponiveis=disponiveis_no_cargo(conexao, primeira.cargo_id, hoje),
        avisos=tuple(_avisos(concurso, filas, alternancia, bool(reservadas))),
    )


def _concorrente(c: Candidato) -> Concorrente:
    return Concorrente(
        id=c.id or 0, classificacao=c.classificacao, nome=c.nome, cpf=c.cpf, situacao=c.situacao,
        situacao_em=c.situacao_em, fundamento=c.documento or c.fundamento, convocado_ate=c.convocado_ate,
        valida=c.sem_efeito is None, original=c.classificacao_original,
    )  # fmt: skip


def _proximo(c: Chamada, nomes: Mapping[int, str], por_id: Mapping[int | None, Candidato], hoje: date) -> Proximo:
    candidato, aviso = por_id[c.candidato.id], ""
    if candidato.situacao == CONVOCADO and candidato.convocado_ate is not None:
        ate = formatar_data(candidato.convocado_ate)
        aviso = f"Convocado(a), com prazo até {ate}."
        if candidato.convocado_ate < hoje:
            aviso = (
                f"O prazo da convocação terminou em {ate} sem resposta registrada: registre a nomeação, a desistência "
            )
            aviso += "ou a eliminação."
    return Proximo(
        vaga=c.vaga, lista_id=c.fila, modalidade=c.modalidade, lista=nomes[c.fila], candidato=candidato,
        motivo=c.motivo, passados=c.passados, aviso=aviso,
    )  # fmt: skip


def _palavras(alternancia: Alternancia) -> str:
    """Return the turns of the lists in words."""
    if alternancia.posicoes:
        partes = [
            f"{q.rotulo}: a {p.primeira}ª vaga e depois uma a cada {p.intervalo}"
            for q, p in alternancia.posicoes.items()
        ]
        return f"Alternância do edital — {'; '.join(partes)}."
    if alternancia.reservas:
        return "Alternância pelas frações da lei: a vaga é da reserva quando o arredondamento a completa."
    return "O edital não alterna as listas."


def _reservadas(da_lei: Mapping[Modalidade, Any], vagas: int) -> str:
    partes = [f"{reserva.de(vagas)} para {q.rotulo} ({reserva.citacao})" for q, reserva in da_lei.items()]
    return f"Das {vagas} vagas do edital: {', '.join(partes)}." if partes else ""


def _avisos(concurso: Concurso, filas: Sequence[Fila], alternancia: Alternancia, reservadas: bool) -> list[str]:
    avisos = []
    if reservadas and alternancia.presumida:
        avisos.append(
            "A ordem entre as listas ainda não foi informada: usam-se as frações da lei. Confira o edital e informe a "
            "ordem ao editar o concurso."
        )
    outras = [f.nome for f in filas if f.modalidade is Modalidade.OUTRA]
    if outras:
        avisos.append(
            f"A lista {', '.join(outras)} não é de ampla concorrência nem de uma reserva conhecida: só entra na ordem "
            "depois das outras."
        )
    if concurso.desempate_servico:
        avisos.append(DESEMPATE)
    return avisos


__all__ = ["DESEMPATE", "proximos"]
