"""Registers: what is refused and why, what a save writes, which deadlines a day without expediente moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.tipos import Carater, ContagemPublicacao, TipoPrazo
from bahiaservidor.relogio import RelogioFixo
from bahiaservidor.servicos import agenda, cadastros, verificacao
from bahiaservidor.servicos.tipos import (
    Autoridade,
    Candidato,
    Cargo,
    Concurso,
    DiaSemExpediente,
    FiltroPrazos,
    Lista,
    Orgao,
    PrazoMovido,
    Unidade,
    Vagas,
)

from .cenario import HOJE, Cenario, cenario

DIA = DiaSemExpediente(data=date(2026, 3, 5), descricao="Luto oficial", fundamento="Decreto nº 23.500/2026")


@pytest.fixture
def c() -> Iterator[Cenario]:
    with cenario() as montado:
        yield montado


@pytest.fixture
def confere(c: Cenario) -> Iterator[Cenario]:
    """The registry, checked against its book at the end of the test."""
    yield c
    assert verificacao.verificar(c.ctx).divergencias == ()


def vence(c: Cenario, tipo: TipoPrazo) -> list[tuple[date | None, date | None]]:
    ids = agenda.ids_prazos(c.ctx, filtro=FiltroPrazos(tipos=(tipo,)), ordem="nome", hoje=HOJE)
    return [(p.vence, p.vence_ultimo) for p in agenda.linhas_prazos(c.ctx, ids=ids, hoje=HOJE)]


# ------------------------------------------------------------------ órgãos, units, authorities, cargos, posts


def test_o_que_se_grava_e_o_que_se_le(confere: Cenario) -> None:
    ctx = confere.ctx
    orgao = cadastros.salvar_orgao(ctx, orgao=Orgao(nome="  Secretaria da   Educação ", sigla="sec"))
    assert [o for o in cadastros.orgaos(ctx) if o.id == orgao] == [
        Orgao(id=orgao, nome="Secretaria da Educação", sigla="SEC")
    ]
    unidade = cadastros.salvar_unidade(ctx, unidade=Unidade(orgao_id=orgao, nome="Colégio Central", municipio="Ilhéus"))
    (lida,) = cadastros.unidades(ctx, orgao_id=orgao)
    assert (lida.id, lida.orgao, lida.municipio) == (unidade, "SEC", "Ilhéus")
    assert len(cadastros.unidades(ctx)) == 2
    pessoa = Autoridade(nome="Dandara Sales", cargo="Secretária", inciso="ii", matricula="92.116.599", orgao_id=orgao)
    id_ = cadastros.salvar_autoridade(ctx, autoridade=pessoa)
    assert cadastros.autoridades(ctx) == (replace(pessoa, id=id_, inciso="II", matricula="92116599"),)
    cadastros.salvar_autoridade(ctx, autoridade=replace(pessoa, id=id_, ate=date(2026, 12, 31)))
    assert cadastros.autoridades(ctx)[0].ate == date(2026, 12, 31)
    cargo = Cargo(nome="Professor", natureza=Carater.PERMANENTE, grupo="Educação", categoria="Magistério",
                  jornada_semanal="40", a_confirmar=("lei",))  # fmt: skip
    id_cargo = cadastros.salvar_cargo(ctx, cargo=cargo)
    assert replace(cargo, id=id_cargo) in cadastros.cargos(ctx)
    cadastros.salvar_cargo(ctx, cargo=replace(cargo, id=id_cargo, lei="Lei nº 8.261/2002", a_confirmar=()))
    assert next(x for x in cadastros.cargos(ctx) if x.id == id_cargo).a_confirmar == ()
    assert confere.contar("grupo_ocupacional") == confere.contar("categoria_funcional") == 1


def test_postos_criados_ocupados_e_livres(confere: Cenario) -> None:
    ctx = confere.ctx
    confere.nomear(0)
    confere.nomear(1)
    assert ocupacao(confere) == (None, 2, None)
    primeira = cadastros.salvar_vagas(ctx, vagas=Vagas(cargo_id=confere.cargo, quantidade=3, lei="Lei 1/2000"))
    cadastros.salvar_vagas(ctx, vagas=Vagas(cargo_id=confere.cargo, quantidade=2, unidade_id=confere.unidade))
    cadastros.salvar_vagas(ctx, vagas=Vagas(cargo_id=confere.cargo, quantidade=50, desde=date(2027, 1, 1)))
    assert ocupacao(confere) == (5, 2, 3)
    arvore = {o.cargo.id: o for o in cadastros.arvore_cargos(ctx)}
    assert arvore[confere.cargo].por_unidade == (("Sem lotação", 3, 0), ("Diretoria de Pessoal", 2, 2))
    cadastros.salvar_vagas(ctx, vagas=Vagas(id=primeira, cargo_id=confere.cargo, quantidade=0))
    lotados = Vagas(id=primeira + 1, cargo_id=confere.cargo, quantidade=1, unidade_id=confere.unidade)
    with pytest.raises(ErroDominio, match=r"1 posto\(s\), e 2 estão ocupados \(art. 3º\)"):
        cadastros.salvar_vagas(ctx, vagas=lotados)
    assert ocupacao(confere) == (2, 2, 0)


def ocupacao(c: Cenario) -> tuple[int | None, int, int | None]:
    (achada,) = [o for o in cadastros.arvore_cargos(c.ctx) if o.cargo.id == c.cargo]
    return achada.criadas, achada.ocupadas, achada.livres


CONCURSO = Concurso(edital="Edital 9/2026", homologacao=date(2026, 1, 15))

RECUSAS: list[tuple[str, Callable[[Cenario], Any], str]] = [
    ("órgão sem nome", lambda c: cadastros.salvar_orgao(c.ctx, orgao=Orgao(nome=" ")), "Falta o nome do órgão"),
    (
        "órgão repetido",
        lambda c: cadastros.salvar_orgao(c.ctx, orgao=Orgao(nome="Secretaria da Administração")),
        "Já existe um órgão",
    ),
    (
        "período ao contrário",
        lambda c: cadastros.salvar_orgao(c.ctx, orgao=Orgao(nome="X", desde=date(2026, 2, 1), ate=date(2026, 1, 31))),
        r"termina \(31/01/2026\) antes de começar \(01/02/2026\)",
    ),
    (
        "unidade sem município",
        lambda c: cadastros.salvar_unidade(c.ctx, unidade=Unidade(orgao_id=c.orgao, nome="Y")),
        "Falta o município",
    ),
    (
        "unidade de órgão que não existe",
        lambda c: cadastros.salvar_unidade(c.ctx, unidade=Unidade(orgao_id=99, nome="Y", municipio="Ilhéus")),
        "não está mais no registro",
    ),
    (
        "inciso que não há",
        lambda c: cadastros.salvar_autoridade(c.ctx, autoridade=Autoridade(nome="A", cargo="B", inciso="IX")),
        "não tem o inciso “IX”",
    ),
    (
        "matrícula errada da autoridade",
        lambda c: cadastros.salvar_autoridade(c.ctx, autoridade=Autoridade(nome="A", cargo="B", matricula="12")),
        "não 8",
    ),
    (
        "cargo repetido",
        lambda c: cadastros.salvar_cargo(c.ctx, cargo=Cargo(nome="Analista Técnico")),
        "Já existe o cargo",
    ),
    (
        "categoria sem grupo",
        lambda c: cadastros.salvar_cargo(c.ctx, cargo=Cargo(nome="Z", categoria="K")),
        "falta o grupo",
    ),
    (
        "postos negativos",
        lambda c: cadastros.salvar_vagas(c.ctx, vagas=Vagas(cargo_id=c.cargo, quantidade=-1)),
        r"não pode ser negativo \(art. 3º\)",
    ),
    (
        "concurso de 25 meses",
        lambda c: cadastros.salvar_concurso(c.ctx, concurso=replace(CONCURSO, validade_meses=25)),
        r"de 1 a 24 meses \(art. 14\)",
    ),
    (
        "concurso de zero meses",
        lambda c: cadastros.salvar_concurso(c.ctx, concurso=replace(CONCURSO, validade_meses=0)),
        r"\(art. 14\)",
    ),
    (
        "prorrogação antes da homologação",
        lambda c: cadastros.salvar_concurso(c.ctx, concurso=replace(CONCURSO, prorrogacao=date(2026, 1, 14))),
        "não pode ser anterior à homologação",
    ),
    (
        "edital repetido",
        lambda c: cadastros.salvar_concurso(c.ctx, concurso=replace(CONCURSO, edital="Edital 1/2025")),
        "já está registrado",
    ),
    (
        "lista de cargo temporário",
        lambda c: cadastros.salvar_lista(c.ctx, lista=Lista(concurso_id=1, cargo_id=c.temporario)),
        r"livre nomeação.*\(art. 11\)",
    ),
    (
        "lista repetida",
        lambda c: cadastros.salvar_lista(c.ctx, lista=Lista(concurso_id=1, cargo_id=c.cargo)),
        "já tem uma lista",
    ),
    ("lugar repetido", lambda c: candidatar(c, (9, "Ana", None), (9, "Bia", None)), "ambos em 9º lugar.*art. 12"),
    ("lugar tomado", lambda c: candidatar(c, (3, "Ana", None)), "ambos em 3º lugar"),
    ("lugar zero", lambda c: candidatar(c, (0, "Ana", None)), "deve ser 1 ou mais"),
    ("CPF errado", lambda c: candidatar(c, (9, "Ana", "529.982.247-24")), "não existe"),
    (
        "CPF repetido",
        lambda c: candidatar(c, (9, "Ana", "52998224725"), (10, "Bia", "529.982.247-25")),
        "o mesmo CPF, 529.982.247-25",
    ),
    ("candidato sem nome", lambda c: candidatar(c, (9, " ", None)), "Falta o nome"),
    (
        "desistência sem fundamento",
        lambda c: cadastros.registrar_desistencia(c.ctx, candidato_id=c.candidatos[0], fundamento=" "),
        "Falta o fundamento",
    ),
    ("dia sem decreto", lambda c: salvar(c, replace(DIA, fundamento="")), "Faltam a descrição ou o fundamento"),
    ("dia de esfera nenhuma", lambda c: salvar(c, replace(DIA, esfera="federal")), "A esfera “federal” não existe"),
    ("dia municipal sem município", lambda c: salvar(c, replace(DIA, esfera="municipal")), "Falta o município"),
    ("dia de órgão sem órgão", lambda c: salvar(c, replace(DIA, esfera="orgao")), "Falta o órgão"),
    ("dia que não existe", lambda c: revogar(c, 99), "não existe mais"),
    (
        "leitura que não existe",
        lambda c: cadastros.salvar_opcao(c.ctx, chave="fim_de_mes", valor="x", fundamento="y", hoje=HOJE),
        "não existe para",
    ),
]


def candidatar(c: Cenario, *quem: tuple[int, str, str | None]) -> tuple[int, ...]:
    novos = [Candidato(lista_id=c.lista, classificacao=n, nome=nome, cpf=cpf) for n, nome, cpf in quem]
    return cadastros.salvar_candidatos(c.ctx, lista_id=c.lista, candidatos=novos)


def salvar(c: Cenario, dia: DiaSemExpediente = DIA) -> int:
    return cadastros.salvar_dia(c.ctx, dia=dia, hoje=HOJE)


def revogar(c: Cenario, id_: int, fundamento: str = "Decreto nº 23.501/2026") -> None:
    cadastros.revogar_dia(c.ctx, dia_id=id_, fundamento=fundamento, hoje=HOJE)


@pytest.mark.parametrize(("acao", "trecho"), [r[1:] for r in RECUSAS], ids=[r[0] for r in RECUSAS])
def test_recusa_diz_por_que_e_nada_fica(c: Cenario, acao: Callable[[Cenario], Any], trecho: str) -> None:
    entradas = {tabela: c.contar(tabela) for tabela in ("ato", "operacao", "autoridade", "candidato", "trilha")}
    with pytest.raises(ErroDominio, match=trecho):
        acao(c)
    assert {tabela: c.contar(tabela) for tabela in entradas} == entradas


def test_a_natureza_nao_muda_debaixo_de_quem_foi_nomeado(c: Cenario) -> None:
    (cargo,) = [x for x in cadastros.cargos(c.ctx) if x.id == c.cargo]
    c.nomear()
    with pytest.raises(ErroDominio, match=r"art\. 11"):
        cadastros.salvar_cargo(c.ctx, cargo=replace(cargo, natureza=Carater.VITALICIO))


# ------------------------------------------------------------------ contests


def test_o_concurso_diz_ate_quando_vale(confere: Cenario) -> None:
    ctx = confere.ctx
    id_ = cadastros.salvar_concurso(ctx, concurso=CONCURSO)

    def valido_ate() -> date | None:
        return next(x.valido_ate for x in cadastros.concursos(ctx) if x.id == id_)

    assert valido_ate() == date(2028, 1, 15)
    cadastros.salvar_concurso(ctx, concurso=replace(CONCURSO, id=id_, prorrogacao=date(2028, 1, 15)))
    assert valido_ate() == date(2030, 1, 15)
    with pytest.raises(ErroDominio, match=r"valeu até 15/01/2028.*art\. 12"):
        cadastros.salvar_concurso(ctx, concurso=replace(CONCURSO, id=id_, prorrogacao=date(2028, 1, 16)))
    assert valido_ate() == date(2030, 1, 15), "what was refused changed nothing"


def test_candidatos_trocam_de_lugar_mas_nao_quem_foi_nomeado(confere: Cenario) -> None:
    ctx = confere.ctx
    confere.nomear(0)
    lidos = cadastros.candidatos(ctx, lista_id=confere.lista)
    assert [(x.classificacao, x.situacao) for x in lidos[:2]] == [(1, "nomeado"), (2, "a_nomear")]
    trocados = [replace(lidos[1], classificacao=3), replace(lidos[2], classificacao=2)]
    assert cadastros.salvar_candidatos(ctx, lista_id=confere.lista, candidatos=trocados) == (2, 3)
    assert [x.nome for x in cadastros.candidatos(ctx, lista_id=confere.lista)][:3] == [
        "Candidato 1", "Candidato 3", "Candidato 2",
    ]  # fmt: skip
    with pytest.raises(ErroDominio, match="já foi nomeado"):
        cadastros.salvar_candidatos(ctx, lista_id=confere.lista, candidatos=[replace(lidos[0], classificacao=9)])
    with pytest.raises(ErroDominio, match="já foi nomeado"):
        cadastros.registrar_desistencia(ctx, candidato_id=lidos[0].id or 0, fundamento="Termo")


def test_a_desistencia_abre_a_vez_do_seguinte(confere: Cenario) -> None:
    with pytest.raises(ErroDominio, match=r"art\. 12"):
        confere.nomear(1)
    cadastros.registrar_desistencia(
        confere.ctx, candidato_id=confere.candidatos[0], fundamento="Termo", em=date(2026, 2, 3)
    )
    # On the day before he still waited.
    with pytest.raises(ErroDominio, match=r"art\. 12"):
        confere.nomear(1, publicacao="2026-02-02")
    with pytest.raises(ErroDominio, match="já está registrada"):
        cadastros.registrar_desistencia(confere.ctx, candidato_id=confere.candidatos[0], fundamento="De novo")
    confere.nomear(1)
    situacoes = [x.situacao for x in cadastros.candidatos(confere.ctx, lista_id=confere.lista)]
    assert situacoes[:3] == ["desistente", "nomeado", "a_nomear"]
    # Saving the list again does not bring back who gave up.
    cadastros.salvar_candidatos(
        confere.ctx, lista_id=confere.lista, candidatos=cadastros.candidatos(confere.ctx, lista_id=confere.lista)
    )
    assert cadastros.candidatos(confere.ctx, lista_id=confere.lista)[0].situacao == "desistente"


# ------------------------------------------------------------------ the calendar


def test_um_dia_sem_expediente_move_o_prazo_aberto_e_o_avisa_antes(confere: Cenario) -> None:
    nomeado = confere.nomear()
    assert vence(confere, TipoPrazo.POSSE) == [(date(2026, 3, 5), date(2026, 3, 5))]
    entradas = confere.contar("ato")
    movidos = cadastros.prazos_movidos_por_dia(confere.ctx, dia=DIA, hoje=HOJE)
    assert [(m.nome, m.tipo, m.de, m.para) for m in movidos] == [
        ("Candidato 1", TipoPrazo.POSSE, date(2026, 3, 5), date(2026, 3, 6))
    ]
    assert vence(confere, TipoPrazo.POSSE)[0][0] == date(2026, 3, 5), "asking changes nothing"
    assert confere.contar("ato") == entradas
    id_ = salvar(confere)
    assert vence(confere, TipoPrazo.POSSE) == [(date(2026, 3, 6), date(2026, 3, 6))]
    (gravado,) = cadastros.dias_sem_expediente(confere.ctx, ano=2026)
    assert (gravado.id, gravado.data, gravado.revogado_em) == (id_, DIA.data, None)
    movido = movidos[0].prazo_id
    assert movido is not None
    porque = agenda.por_que(confere.ctx, prazo_id=movido, hoje=HOJE)
    assert any("Luto oficial" in passo.texto for passo in porque.passos)
    with pytest.raises(ErroDominio, match="já está registrado"):
        salvar(confere)
    with pytest.raises(ErroDominio, match="revogue este dia"):
        salvar(confere, replace(DIA, id=id_, data=date(2026, 3, 6)))
    salvar(confere, replace(DIA, id=id_, descricao="Luto oficial no Estado"))
    volta = cadastros.prazos_movidos_por_revogacao(confere.ctx, dia_id=id_, hoje=HOJE)
    assert [(m.de, m.para) for m in volta] == [(date(2026, 3, 6), date(2026, 3, 5))]
    with pytest.raises(ErroDominio, match="Falta o fundamento"):
        revogar(confere, id_, " ")
    revogar(confere, id_)
    assert vence(confere, TipoPrazo.POSSE) == [(date(2026, 3, 5), date(2026, 3, 5))]
    assert cadastros.dias_sem_expediente(confere.ctx, ano=2026)[0].revogado_em is not None
    with pytest.raises(ErroDominio, match="já foi revogado"):
        revogar(confere, id_)
    assert nomeado.vinculo_id == 1


@pytest.mark.parametrize(
    ("dia", "move"),
    [
        (replace(DIA, esfera="municipal", municipio="SALVADOR"), True),
        (replace(DIA, esfera="municipal", municipio="Ilhéus"), False),
        (replace(DIA, esfera="orgao", orgao_id=1), True),
        (replace(DIA, esfera="orgao", orgao_id=2), False),
        (replace(DIA, data=date(2026, 3, 4)), False),
        (replace(DIA, data=date(2026, 3, 6)), False),
        # The day after the publication: the first working day of art. 259 moves, and with it vence_ultimo.
        (replace(DIA, data=date(2026, 2, 4)), True),
    ],
)
def test_so_move_quem_o_dia_toca(confere: Cenario, dia: DiaSemExpediente, move: bool) -> None:
    cadastros.salvar_orgao(confere.ctx, orgao=Orgao(nome="Outro órgão"))
    confere.nomear()
    antes = vence(confere, TipoPrazo.POSSE)
    movidos = cadastros.prazos_movidos_por_dia(confere.ctx, dia=dia, hoje=HOJE)
    salvar(confere, dia)
    assert bool(movidos) is move
    assert (vence(confere, TipoPrazo.POSSE) != antes) is move


def test_o_prazo_fechado_fica_como_estava(confere: Cenario) -> None:
    nomeado = confere.nomear()
    confere.registrar("posse", servidor=nomeado.servidor_id, data="2026-02-10")
    antes = vence(confere, TipoPrazo.POSSE)
    # The decree is entered an hour after the posse.
    confere.ctx.relogio = RelogioFixo(HOJE, confere.relogio.agora() + timedelta(hours=1))
    assert cadastros.prazos_movidos_por_dia(confere.ctx, dia=DIA, hoje=HOJE) == ()
    salvar(confere)
    assert vence(confere, TipoPrazo.POSSE) == antes


def test_a_submissao_recua_sobre_o_dia(confere: Cenario) -> None:
    confere.estagiario()
    # The gate is Wednesday 11/10/2028; on the 12th is a holiday.
    assert vence(confere, TipoPrazo.SUBMISSAO_AVALIACAO) == [(date(2028, 10, 11), date(2028, 10, 11))]
    id_ = salvar(confere, replace(DIA, data=date(2028, 10, 11)))
    assert vence(confere, TipoPrazo.SUBMISSAO_AVALIACAO) == [(date(2028, 10, 10), date(2028, 10, 10))]
    revogar(confere, id_)
    assert vence(confere, TipoPrazo.SUBMISSAO_AVALIACAO) == [(date(2028, 10, 11), date(2028, 10, 11))]


def test_mudar_o_municipio_da_unidade_move_os_prazos(confere: Cenario) -> None:
    # 24/06 is a holiday in Salvador: 25/05 + 30 = 24/06.
    confere.hoje = date(2026, 6, 1)
    confere.nomear(publicacao="2026-05-25")
    assert vence(confere, TipoPrazo.POSSE)[0][0] == date(2026, 6, 25)
    (unidade,) = cadastros.unidades(confere.ctx)
    cadastros.salvar_unidade(confere.ctx, unidade=replace(unidade, municipio="Barreiras"))
    assert vence(confere, TipoPrazo.POSSE)[0][0] == date(2026, 6, 24)


def test_a_leitura_escolhida_move_os_prazos_abertos(confere: Cenario) -> None:
    confere.nomear(publicacao="2026-02-07")
    movidos = cadastros.salvar_opcao(
        confere.ctx, chave="contagem_publicacao", valor="art_259", fundamento="Parecer PGE 3/2026", hoje=HOJE
    )
    assert movidos == (
        PrazoMovido(prazo_id=movidos[0].prazo_id, nome="Candidato 1", tipo=TipoPrazo.POSSE,
                    de=date(2026, 3, 9), para=date(2026, 3, 11), ultimo_de=date(2026, 3, 11),
                    ultimo_para=date(2026, 3, 11), servidor_id=1, vinculo_id=1),
    )  # fmt: skip
    assert cadastros.opcoes(confere.ctx).contagem_publicacao is ContagemPublicacao.ART_259
    assert vence(confere, TipoPrazo.POSSE) == [(date(2026, 3, 11), date(2026, 3, 11))]


def test_feriados_e_parametros_se_leem(c: Cenario) -> None:
    salvador = cadastros.feriados(c.ctx, ano=2026, municipio="salvador")
    ilheus = cadastros.feriados(c.ctx, ano=2026, municipio="Ilhéus")
    assert (date(2026, 7, 2), "estadual") in {(d, esfera) for d, _, esfera in ilheus}
    assert {d for d, _, _ in salvador} - {d for d, _, _ in ilheus} == {
        date(2026, 6, 4), date(2026, 6, 24), date(2026, 12, 8),
    }  # fmt: skip
    rotulos = [p.rotulo for p in cadastros.parametros(c.ctx)]
    assert "Prazo para a posse" in rotulos
    assert len(rotulos) > 40
