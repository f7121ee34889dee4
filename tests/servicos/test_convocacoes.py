"""Concursos: extension, calls, withdrawals, end of the list, and who is next and why (arts. 8º, 12 and 14)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.servicos import cadastros, concursos, convocacoes, provimento, verificacao
from bahiaservidor.servicos.proximos import DESEMPATE, proximos
from bahiaservidor.servicos.tipos import Candidato, Concurso, DadosPessoa, Lista
from bahiaservidor.servicos.tipos.chamada import Chamadas

from .cenario import HOJE, Cenario, cenario

FIM = date(2026, 3, 20)


@pytest.fixture
def confere() -> Iterator[Cenario]:
    with cenario() as montado:
        yield montado


def _concurso(c: Cenario) -> Concurso:
    return cadastros.concursos(c.ctx)[0]


def _mudar(c: Cenario, **campos: object) -> None:
    cadastros.salvar_concurso(c.ctx, concurso=replace(_concurso(c), **campos))  # type: ignore[arg-type]


def _candidato(c: Cenario, indice: int) -> Candidato:
    return next(x for x in cadastros.candidatos(c.ctx, lista_id=c.lista) if x.id == c.candidatos[indice])


def _reservada(c: Cenario, modalidade: str, *nomes: str, **cpfs: str) -> int:
    lista = cadastros.salvar_lista(
        c.ctx, lista=Lista(concurso_id=_concurso(c).id or 0, cargo_id=c.cargo, modalidade=modalidade)
    )
    cadastros.salvar_candidatos(
        c.ctx,
        lista_id=lista,
        candidatos=[
            Candidato(lista_id=lista, classificacao=n, nome=nome, cpf=cpfs.get(nome)) for n, nome in enumerate(nomes, 1)
        ],
    )
    return lista


def _chamadas(c: Cenario, quantos: int = 5, hoje: date = HOJE) -> Chamadas:
    return proximos(c.ctx, concurso_id=_concurso(c).id or 0, quantos=quantos, hoje=hoje)


# ------------------------------------------------------------------ extension


def test_a_prorrogacao_e_uma_so_por_igual_prazo_dentro_do_prazo() -> None:
    with cenario(hoje=date(2027, 7, 1)) as c:
        ctx, id_ = c.ctx, _concurso(c).id or 0
        with pytest.raises(ErroDominio, match=r"valeu até 02/06/2027.*art\. 12"):
            concursos.prorrogar_concurso(ctx, concurso_id=id_, publicacao=date(2027, 6, 3), ato="Portaria 9")
        with pytest.raises(ErroDominio, match="ainda não aconteceu"):
            concursos.prorrogar_concurso(ctx, concurso_id=id_, publicacao=date(2027, 7, 2), ato="Portaria 9")
        with pytest.raises(ErroDominio, match="Falta o ato"):
            concursos.prorrogar_concurso(ctx, concurso_id=id_, publicacao=date(2027, 6, 2), ato=" ")
        with pytest.raises(ErroDominio, match="anterior à homologação"):
            concursos.prorrogar_concurso(ctx, concurso_id=id_, publicacao=date(2025, 6, 1), ato="Portaria 9")
        fim = concursos.prorrogar_concurso(ctx, concurso_id=id_, publicacao=date(2027, 6, 2), ato="Portaria 9/2027")
        assert fim == date(2029, 6, 2) == _concurso(c).valido_ate
        assert _concurso(c).prorrogacao_ato == "Portaria 9/2027"
        with pytest.raises(ErroDominio, match=r"já foi prorrogado em 02/06/2027.*uma vez.*art\. 14"):
            concursos.prorrogar_concurso(ctx, concurso_id=id_, publicacao=date(2027, 6, 2), ato="Portaria 10/2027")


# ------------------------------------------------------------------ calls


def test_a_convocacao_segue_a_ordem_e_nao_passa_a_vez_de_ninguem(confere: Cenario) -> None:
    ctx, ids = confere.ctx, confere.candidatos
    with pytest.raises(ErroDominio, match=r"falta convocar Candidato 1.*art\. 12"):
        convocacoes.convocar(ctx, candidatos=[ids[1]], em=HOJE, ate=FIM, documento="Edital 3")
    convocacoes.convocar(ctx, candidatos=ids[:2], em=HOJE, ate=FIM, documento="Edital 3")
    primeiro = _candidato(confere, 0)
    assert (primeiro.situacao, primeiro.convocado_ate, primeiro.convocacao) == ("convocado", FIM, "Edital 3")
    with pytest.raises(ErroDominio, match="já foi convocado"):
        convocacoes.convocar(ctx, candidatos=[ids[0]], em=HOJE, ate=FIM, documento="Edital 4")
    with pytest.raises(ErroDominio, match="mais bem classificado"):
        confere.nomear(2)
    confere.nomear(0, publicacao="2026-03-02")
    assert _candidato(confere, 0).situacao == "nomeado"
    assert verificacao.verificar(ctx).integra


def test_fora_da_ordem_so_com_a_decisao_que_mandou(confere: Cenario) -> None:
    convocacoes.convocar(
        confere.ctx, candidatos=[confere.candidatos[3]], em=HOJE, ate=FIM, documento="Edital 3",
        fora_da_ordem="Mandado de segurança 8/2026",
    )  # fmt: skip
    assert _candidato(confere, 3).convocacao == "Edital 3 (fora da ordem: Mandado de segurança 8/2026)"


def test_uma_convocacao_recusada_nao_convoca_ninguem(confere: Cenario) -> None:
    ids = confere.candidatos
    convocacoes.registrar_desistencia(confere.ctx, candidato_id=ids[1], fundamento="Termo")
    with pytest.raises(ErroDominio, match="Candidato 2 já saiu da lista"):
        convocacoes.convocar(confere.ctx, candidatos=ids[:2], em=HOJE, ate=FIM, documento="Edital 3")
    assert _candidato(confere, 0).situacao == "a_nomear"


@pytest.mark.parametrize(
    ("campos", "mensagem"),
    [
        ({"candidatos": []}, "Escolha quem"),
        ({"documento": " "}, "Falta o documento"),
        ({"ate": date(2026, 3, 1)}, "termina antes"),
        ({"em": date(2026, 3, 3)}, "ainda não aconteceu"),
        ({"em": date(2025, 6, 1)}, "vale de 02/06/2025"),
    ],
)
def test_a_convocacao_incompleta_e_recusada(confere: Cenario, campos: dict[str, object], mensagem: str) -> None:
    pedido = {"candidatos": confere.candidatos[:1], "em": HOJE, "ate": FIM, "documento": "Edital 3", **campos}
    with pytest.raises(ErroDominio, match=mensagem):
        convocacoes.convocar(confere.ctx, **pedido)  # type: ignore[arg-type]


# ------------------------------------------------------------------ leaving the list


def test_a_desistencia_guarda_dia_documento_e_fundamento_e_passa_a_vez(confere: Cenario) -> None:
    ctx, ids = confere.ctx, confere.candidatos
    convocacoes.registrar_desistencia(
        ctx, candidato_id=ids[0], fundamento="Assumiu outro cargo", em=date(2026, 2, 20), documento="Termo 7/2026"
    )
    lido = _candidato(confere, 0)
    assert (lido.situacao, lido.situacao_em, lido.documento) == ("desistente", date(2026, 2, 20), "Termo 7/2026")
    (grupo,) = _chamadas(confere, 1).grupos
    (seguinte,) = grupo.proximos
    assert seguinte.candidato.nome == "Candidato 2"
    assert seguinte.passados[0].motivo == "desistiu em 20/02/2026 (Termo 7/2026)"
    with pytest.raises(ErroDominio, match="já saiu da lista"):
        convocacoes.eliminar_candidato(ctx, candidato_id=ids[0], em=HOJE, documento="Ato 1", fundamento="x")


def test_quem_e_eliminado_deixa_a_vez(confere: Cenario) -> None:
    ctx, ids = confere.ctx, confere.candidatos
    with pytest.raises(ErroDominio, match="Falta o documento"):
        convocacoes.eliminar_candidato(ctx, candidato_id=ids[0], em=HOJE, documento="", fundamento="Não respondeu")
    em = date(2026, 2, 2)
    convocacoes.eliminar_candidato(ctx, candidato_id=ids[0], em=em, documento="Ato 1", fundamento="Não respondeu")
    assert _candidato(confere, 0).situacao == "eliminado"
    confere.nomear(1)


def test_o_que_foi_registrado_por_engano_se_desfaz_e_fica_no_livro(confere: Cenario) -> None:
    ctx, id_ = confere.ctx, confere.candidatos[0]
    with pytest.raises(ErroDominio, match="não tem convocação nem desistência"):
        convocacoes.voltar_a_lista(ctx, candidato_id=id_, fundamento="Engano")
    convocacoes.registrar_desistencia(ctx, candidato_id=id_, fundamento="Termo")
    convocacoes.voltar_a_lista(ctx, candidato_id=id_, fundamento="O termo era de outra pessoa")
    assert _candidato(confere, 0).situacao == "a_nomear"
    consulta = f"SELECT count(*) FROM ato WHERE sujeito_tipo = 'candidato' AND sujeito_id = {id_}"
    assert confere.valor(consulta) == 3


def test_o_fim_da_lista_so_onde_o_edital_admite(confere: Cenario) -> None:
    ctx, ids = confere.ctx, confere.candidatos

    def pedir(indice: int) -> int:
        return convocacoes.ir_para_o_fim(
            ctx, candidato_id=ids[indice], em=HOJE, documento="Requerimento 5", fundamento=""
        )

    with pytest.raises(ErroDominio, match=r"Não consta que o edital.*art\. 12"):
        pedir(0)
    _mudar(confere, fim_de_lista=True)
    assert pedir(0) == 6
    lido = _candidato(confere, 0)
    assert (lido.classificacao, lido.classificacao_original, lido.situacao) == (6, 1, "a_nomear")
    with pytest.raises(ErroDominio, match="já é o último"):
        pedir(0)
    (grupo,) = _chamadas(confere, 9).grupos
    assert [p.candidato.nome for p in grupo.proximos][-1] == "Candidato 1"
    assert "fim da lista em 02/03/2026" in grupo.proximos[0].passados[0].motivo
    confere.nomear(1)
    assert verificacao.verificar(ctx).integra


# ------------------------------------------------------------------ who is next, and why


def test_os_proximos_alternam_as_listas_e_dizem_por_que(confere: Cenario) -> None:
    _reservada(confere, "Pessoas com deficiência", "Paula")
    _reservada(confere, "Pessoas negras", "Nilo", "Noel")
    _mudar(confere, alternancia="pcd=2/20;negros=3/3")
    (grupo,) = _chamadas(confere, 4).grupos
    assert [p.candidato.nome for p in grupo.proximos] == ["Candidato 1", "Paula", "Nilo", "Candidato 2"]
    assert grupo.proximos[1].motivo.startswith("2ª vaga: reservada a pessoas com deficiência (o edital reserva a 2ª")
    assert grupo.alternancia == (
        "Alternância do edital — pessoas com deficiência: a 2ª vaga e depois uma a cada 20; pessoas negras: a 3ª vaga "
        "e depois uma a cada 3."
    )
    assert grupo.avisos == ()


def test_sem_a_ordem_do_edital_o_programa_presume_e_diz(confere: Cenario) -> None:
    _reservada(confere, "Pessoas negras", "Nilo")
    (grupo,) = _chamadas(confere, 3).grupos
    assert [p.candidato.nome for p in grupo.proximos] == ["Candidato 1", "Candidato 2", "Nilo"]
    assert "ainda não foi informada" in grupo.avisos[0]
    _mudar(confere, alternancia="fracoes")
    assert _chamadas(confere).grupos[0].avisos == ()


def test_as_vagas_do_edital_dizem_quantas_sao_reservadas(confere: Cenario) -> None:
    lista = next(x for x in cadastros.listas(confere.ctx, concurso_id=_concurso(confere).id or 0))
    cadastros.salvar_lista(confere.ctx, lista=replace(lista, vagas=30))
    (grupo,) = _chamadas(confere).grupos
    assert grupo.reservadas == (
        "Das 30 vagas do edital: 1 para pessoas com deficiência (art. 8º, § 2º), 9 para pessoas negras "
        "(Lei 13.182/2014)."
    )


def test_a_nomeacao_consome_a_vaga_e_quem_foi_nomeado_por_uma_lista_nao_volta_na_outra(confere: Cenario) -> None:
    cpf = "52998224725"
    lido = _candidato(confere, 0)
    cadastros.salvar_candidatos(confere.ctx, lista_id=confere.lista, candidatos=[replace(lido, cpf=cpf)])
    _reservada(confere, "Pessoas negras", "Candidato 1", "Nilo", **{"Candidato 1": cpf})
    _mudar(confere, alternancia="negros=2/3")
    confere.nomear(0)
    (grupo,) = _chamadas(confere, 1).grupos
    assert grupo.nomeados == 1
    (seguinte,) = grupo.proximos
    assert (seguinte.vaga, seguinte.candidato.nome, seguinte.lista) == (2, "Nilo", "Pessoas negras")
    assert seguinte.passados[0].motivo == "já foi nomeado(a) pela lista Ampla concorrência"


def test_a_nomeacao_sem_efeito_devolve_a_vaga(confere: Cenario) -> None:
    nomeado = confere.nomear(0, publicacao="2025-10-01")
    confere.registrar(
        "tornar_sem_efeito", servidor=nomeado.servidor_id, publicacao="2026-02-10", fundamento="decurso_do_prazo"
    )
    (grupo,) = _chamadas(confere, 1).grupos
    assert (grupo.nomeados, grupo.proximos[0].vaga, grupo.proximos[0].candidato.nome) == (0, 1, "Candidato 2")


def test_avisos_prazo_da_convocacao_desempate_e_fim_da_validade(confere: Cenario) -> None:
    convocacoes.convocar(confere.ctx, candidatos=confere.candidatos[:1], em=HOJE, ate=FIM, documento="Edital 3")
    _mudar(confere, desempate_servico=True)
    lidas = _chamadas(confere, 1)
    assert lidas.grupos[0].proximos[0].aviso == "Convocado(a), com prazo até 20/03/2026."
    assert lidas.grupos[0].avisos == (DESEMPATE,)
    depois = _chamadas(confere, 1, date(2026, 3, 21))
    assert "terminou em 20/03/2026 sem resposta" in depois.grupos[0].proximos[0].aviso
    assert _chamadas(confere, 1, date(2027, 6, 3)).impedimento.startswith("O concurso valeu até 02/06/2027")
    assert _chamadas(confere, 1, date(2027, 6, 2)).impedimento == ""


@pytest.mark.parametrize("alternancia", ["pcd=0/1", "negros", "x"])
def test_uma_alternancia_que_nao_se_entende_nao_entra(confere: Cenario, alternancia: str) -> None:
    with pytest.raises(ErroDominio, match="não foi entendida"):
        _mudar(confere, alternancia=alternancia)


@pytest.mark.parametrize(
    ("fazer", "mensagem"),
    [
        (lambda c: _mudar(c, edital_em=date(2025, 6, 3)), "não pode ser posterior"),
        (lambda c: convocacoes.registrar_desistencia(
            c.ctx, candidato_id=c.candidatos[0], fundamento="x", em=date(2026, 3, 3)), "ainda não aconteceu"),
        (lambda c: convocacoes.voltar_a_lista(c.ctx, candidato_id=c.candidatos[0], fundamento=" "), "Falta o motivo"),
        (lambda c: convocacoes.ir_para_o_fim(
            c.ctx, candidato_id=c.candidatos[0], em=HOJE, documento=" ", fundamento=""), "Falta o requerimento"),
    ],
)  # fmt: skip
def test_o_que_nao_se_admite(confere: Cenario, fazer: Callable[[Cenario], object], mensagem: str) -> None:
    with pytest.raises(ErroDominio, match=mensagem):
        fazer(confere)


def test_quem_foi_nomeado_pela_ampla_nao_prende_a_lista_reservada(confere: Cenario) -> None:
    cpf = "52998224725"
    lido = _candidato(confere, 0)
    cadastros.salvar_candidatos(confere.ctx, lista_id=confere.lista, candidatos=[replace(lido, cpf=cpf)])
    reservada = _reservada(confere, "Pessoas negras", "Candidato 1", "Nilo", **{"Candidato 1": cpf})
    nilo = next(c for c in cadastros.candidatos(confere.ctx, lista_id=reservada) if c.nome == "Nilo")
    pedido = confere.pedido(
        "nomeacao",
        publicacao="2026-02-04",
        candidato=nilo.id,
        pessoa=DadosPessoa(nome="Nilo", nascimento=date(1990, 1, 1)),
    )
    with pytest.raises(ErroDominio, match=r"art\. 12"):
        provimento.registrar(confere.ctx, pedido=pedido, hoje=HOJE)
    confere.nomear(0)
    provimento.registrar(confere.ctx, pedido=pedido, hoje=HOJE)
