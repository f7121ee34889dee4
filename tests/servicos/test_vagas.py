"""Posts: created, taken away, moved, reserved, occupied; what is free and why; the last post goes to one (art. 3º)."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.tipos import AreaVaga, Carater, OrigemVaga
from bahiaservidor.relogio import RelogioFixo
from bahiaservidor.servicos import abertura, cadastros, provimento, vagas, verificacao
from bahiaservidor.servicos.tipos import Cargo, DadosPessoa, Orgao, PedidoAto, Registrado, Unidade, Vagas
from bahiaservidor.servicos.tipos.vagas import QuadroDoCargo, ReservaPosto

from .cenario import HOJE, Cenario, cenario


@pytest.fixture
def confere() -> Iterator[Cenario]:
    with cenario() as montado:
        yield montado


def _criar(c: Cenario, quantidade: int, **campos: object) -> int:
    campos = {"cargo_id": c.cargo, "quantidade": quantidade, "lei": "Lei 1/2000", "desde": date(2000, 1, 3)} | campos
    return vagas.salvar_vagas(c.ctx, vagas=Vagas(**campos))  # type: ignore[arg-type]


def _quadro(c: Cenario, hoje: date = HOJE) -> QuadroDoCargo:
    return vagas.quadro_do_cargo(c.ctx, cargo_id=c.cargo, hoje=hoje)


def _em_exercicio(c: Cenario, nome: str, desde: str = "2010-02-01") -> Registrado:
    """Open the book for somebody already in service."""
    return c.registrar(
        "assentamento_inicial", pessoa=DadosPessoa(nome=nome, nascimento=date(1960, 1, 1)), data=desde, cargo=c.cargo,
        situacao="estavel", data_exercicio=desde, data_posse=desde, unidade=c.unidade,
    )  # fmt: skip


# ------------------------------------------------------------------ number of posts


def test_criar_reduzir_e_corrigir_postos_sao_entradas_do_livro(confere: Cenario) -> None:
    id_ = _criar(confere, 5, ato="Decreto 9/2000", publicado_em=date(2000, 1, 4))
    _criar(confere, -2, especie="extincao", lei="Lei 8/2015", desde=date(2015, 3, 2))
    vagas.salvar_vagas(confere.ctx, vagas=replace(vagas.vagas(confere.ctx, cargo_id=confere.cargo)[0], quantidade=6))
    assert _quadro(confere).criadas == 4
    assert _quadro(confere, date(2015, 3, 1)).criadas == 6
    assert confere.valor(f"SELECT count(*) FROM ato WHERE sujeito_tipo = 'vaga' AND sujeito_id = {id_}") == 2
    movimentos = vagas.vagas(confere.ctx, cargo_id=confere.cargo)
    assert [(m.especie, m.quantidade, m.ato) for m in movimentos] == [
        ("criacao", 6, "Decreto 9/2000"), ("extincao", -2, ""),
    ]  # fmt: skip
    assert verificacao.verificar(confere.ctx).integra


@pytest.mark.parametrize(
    ("campos", "mensagem"),
    [
        ({"quantidade": -1}, "não pode ser negativo"),
        ({"quantidade": 1, "especie": "extincao"}, "diminui"),
        ({"quantidade": -1, "especie": "extincao", "lei": ""}, "Falta a lei ou o ato"),
        ({"quantidade": 1, "especie": "outra"}, "não existe"),
        ({"quantidade": 1, "unidade_id": 99}, "não está mais no registro"),
    ],
)
def test_postos_que_nao_se_admitem(confere: Cenario, campos: dict[str, object], mensagem: str) -> None:
    with pytest.raises(ErroDominio, match=mensagem):
        _criar(confere, **campos)  # type: ignore[arg-type]


def test_nao_se_extinguem_postos_ocupados_nem_em_lei_futura(confere: Cenario) -> None:
    _criar(confere, 1)
    confere.nomear(0)
    for desde in (date(2026, 3, 1), date(2026, 9, 1)):
        with pytest.raises(ErroDominio, match=r"ficaria com 0 posto\(s\), e 1 estão ocupados \(art\. 3º\)"):
            _criar(confere, -1, especie="extincao", desde=desde)


def test_postos_mudam_de_unidade_e_so_os_livres(confere: Cenario) -> None:
    outra = cadastros.salvar_unidade(
        confere.ctx, unidade=Unidade(orgao_id=confere.orgao, nome="Diretoria de Obras", municipio="Salvador")
    )
    _criar(confere, 2, unidade_id=confere.unidade)
    confere.nomear(0)

    def mudar(quantidade: int, **campos: object) -> tuple[int, int]:
        pedido = {"de": confere.unidade, "para": outra, "ato": "Portaria 1", "em": HOJE} | campos
        return vagas.redistribuir(confere.ctx, cargo_id=confere.cargo, quantidade=quantidade, **pedido)  # type: ignore[arg-type]

    with pytest.raises(ErroDominio, match=r"tem 2 posto\(s\), 1 ocupado\(s\): 2 não podem sair"):
        mudar(2)
    with pytest.raises(ErroDominio, match="são a mesma"):
        mudar(1, para=confere.unidade)
    with pytest.raises(ErroDominio, match="Falta o ato"):
        mudar(1, ato=" ")
    mudar(1)
    quadro = _quadro(confere)
    assert {(u.unidade, u.criadas, u.livres) for u in quadro.por_unidade} == {
        ("Diretoria de Pessoal", 1, 0), ("Diretoria de Obras", 1, 1),
    }  # fmt: skip
    assert [(v.unidade, v.lei) for v in quadro.vagas_livres] == [("Diretoria de Obras", "Lei 1/2000")]
    assert confere.valor("SELECT count(DISTINCT operacao_id) FROM ato WHERE sujeito_tipo = 'vaga'") == 2


def test_a_reserva_tem_motivo_documento_e_fim(confere: Cenario) -> None:
    _criar(confere, 3)
    reserva = ReservaPosto(
        cargo_id=confere.cargo, quantidade=2, motivo="Decisão judicial", documento="MS 8/2026", desde=date(2026, 1, 5)
    )
    for campos, mensagem in (
        ({"motivo": ""}, "Falta o motivo"), ({"documento": " "}, "Falta o documento"), ({"quantidade": 0}, "quantos"),
        ({"ate": date(2026, 1, 4)}, "antes de começar"),
    ):  # fmt: skip
        with pytest.raises(ErroDominio, match=mensagem):
            vagas.salvar_reserva(confere.ctx, reserva=replace(reserva, **campos))
    id_ = vagas.salvar_reserva(confere.ctx, reserva=reserva)
    assert (_quadro(confere).reservadas, _quadro(confere).livres) == (2, 3)
    ocupacao = next(o for o in vagas.arvore_cargos(confere.ctx) if o.cargo.id == confere.cargo)
    assert (ocupacao.reservadas, ocupacao.livres, ocupacao.reservadas_por_unidade) == (2, 3, (("Sem lotação", 2),))
    vagas.salvar_reserva(confere.ctx, reserva=replace(reserva, id=id_, ate=date(2026, 2, 27)))
    assert _quadro(confere).reservadas == 0
    assert len(_quadro(confere).reservas) == 1
    assert verificacao.verificar(confere.ctx).integra


# ------------------------------------------------------------------ where a free post comes from


def _area(c: Cenario, area: str) -> None:
    orgao = next(o for o in cadastros.orgaos(c.ctx) if o.id == c.orgao)
    cadastros.salvar_orgao(c.ctx, orgao=replace(orgao, area=area))


def test_cada_posto_livre_diz_de_onde_veio_quem_o_deixou_e_a_area(confere: Cenario) -> None:
    _area(confere, "educacao")
    _criar(confere, 3, unidade_id=confere.unidade)
    ana, rui = (_em_exercicio(confere, nome) for nome in ("Ana Reis", "Rui Lima"))
    confere.registrar("falecimento", servidor=ana.servidor_id, data="2025-12-05")
    confere.registrar("exoneracao_a_pedido", servidor=rui.servidor_id, publicacao="2026-01-15")
    livres = vagas.vacancias_livres(confere.ctx, cargo_id=confere.cargo, dia=HOJE)
    assert [(v.origem, v.ultimo_ocupante, v.desde, v.area, v.quantos) for v in livres] == [
        (OrigemVaga.CRIACAO, "", date(2000, 1, 3), AreaVaga.EDUCACAO, 1),
        (OrigemVaga.FALECIMENTO, "Ana Reis", date(2025, 12, 5), AreaVaga.EDUCACAO, 1),
        (OrigemVaga.EXONERACAO, "Rui Lima", date(2026, 1, 15), AreaVaga.EDUCACAO, 1),
    ]
    assert livres[1].descricao == "Falecimento de Ana Reis em 05/12/2025"
    assert livres[0].descricao == "Lei 1/2000 desde 03/01/2000"
    assert livres[1].para_nomeacao() == {
        "origem": OrigemVaga.FALECIMENTO, "area": AreaVaga.EDUCACAO, "ultimo_ocupante": "Ana Reis", "origem_vaga": "",
        "unidade": confere.unidade,
    }  # fmt: skip
    assert sum(v.quantos for v in livres) == _quadro(confere).livres


def test_a_nomeacao_consome_o_posto_que_diz(confere: Cenario) -> None:
    _criar(confere, 2, unidade_id=confere.unidade)
    ana, rui = (_em_exercicio(confere, nome) for nome in ("Ana Reis", "Rui Lima"))
    confere.registrar("falecimento", servidor=ana.servidor_id, data="2025-12-05")
    confere.registrar("exoneracao_a_pedido", servidor=rui.servidor_id, publicacao="2026-01-15")
    escolhido = vagas.vacancias_livres(confere.ctx, cargo_id=confere.cargo, dia=HOJE)[1]
    confere.nomear(0, publicacao="2026-02-03", **escolhido.para_nomeacao())
    (livre,) = vagas.vacancias_livres(confere.ctx, cargo_id=confere.cargo, dia=HOJE)
    assert (livre.ultimo_ocupante, livre.presumida) == ("Ana Reis", False)
    antes = vagas.vacancias_livres(confere.ctx, cargo_id=confere.cargo, dia=date(2026, 2, 2))
    assert [v.ultimo_ocupante for v in antes] == ["Ana Reis", "Rui Lima"]


def test_a_area_da_unidade_prevalece_sobre_a_do_orgao(confere: Cenario) -> None:
    _criar(confere, 1, unidade_id=confere.unidade)
    assert vagas.vacancias_livres(confere.ctx, cargo_id=confere.cargo, dia=HOJE)[0].area is None
    _area(confere, "outra")
    assert vagas.vacancias_livres(confere.ctx, cargo_id=confere.cargo, dia=HOJE)[0].area is AreaVaga.OUTRA
    unidade = next(u for u in cadastros.unidades(confere.ctx) if u.id == confere.unidade)
    cadastros.salvar_unidade(confere.ctx, unidade=replace(unidade, area="saude"))
    assert vagas.vacancias_livres(confere.ctx, cargo_id=confere.cargo, dia=HOJE)[0].area is AreaVaga.SAUDE
    with pytest.raises(ErroDominio, match="área"):
        cadastros.salvar_unidade(confere.ctx, unidade=replace(unidade, area="esporte"))


def test_a_nomeacao_sem_efeito_libera_o_posto_e_diz_o_que_ele_era(confere: Cenario) -> None:
    _criar(confere, 1, unidade_id=confere.unidade)
    ana = _em_exercicio(confere, "Ana Reis")
    confere.registrar("falecimento", servidor=ana.servidor_id, data="2025-09-05")
    nomeado = confere.nomear(0, publicacao="2025-10-01")
    assert vagas.vacancias_livres(confere.ctx, cargo_id=confere.cargo, dia=HOJE) == ()
    confere.registrar(
        "tornar_sem_efeito", servidor=nomeado.servidor_id, publicacao="2026-02-10", fundamento="decurso_do_prazo"
    )
    (livre,) = vagas.vacancias_livres(confere.ctx, cargo_id=confere.cargo, dia=HOJE)
    assert livre.origem is OrigemVaga.SEM_EFEITO
    assert livre.descricao == "Nomeação sem efeito de Candidato 1 em 10/02/2026 (antes, falecimento de Ana Reis)"


# ------------------------------------------------------------------ who comes first


def _disponivel(c: Cenario, nome: str, cargo: int) -> Registrado:
    return c.registrar(
        "assentamento_inicial", pessoa=DadosPessoa(nome=nome, nascimento=date(1970, 1, 1)), data="2012-02-01",
        cargo=cargo, situacao="em_disponibilidade", data_exercicio="2001-02-01", data_posse="2001-01-15",
        unidade=c.unidade,
    )  # fmt: skip


def test_quem_esta_em_disponibilidade_e_cabe_vem_antes_da_nomeacao(confere: Cenario) -> None:
    ctx = confere.ctx
    cargo = next(x for x in cadastros.cargos(ctx) if x.id == confere.cargo)
    cadastros.salvar_cargo(ctx, cargo=replace(cargo, carreira="Gestão"))
    outro = cadastros.salvar_cargo(ctx, cargo=replace(cargo, id=None, nome="Analista de Rede", carreira="Gestão"))
    alheio = cadastros.salvar_cargo(ctx, cargo=replace(cargo, id=None, nome="Perito", carreira="Perícia"))
    _disponivel(confere, "Bia Melo", outro)
    _disponivel(confere, "Caio Sá", alheio)
    _criar(confere, 1)
    (cabe,) = vagas.disponiveis(ctx, cargo_id=confere.cargo, dia=HOJE)
    assert (cabe.nome, cabe.cargo) == ("Bia Melo", "Analista de Rede")
    confere.nomear(0)
    assert vagas.disponiveis(ctx, cargo_id=confere.cargo, dia=HOJE) == (), "no free post, nobody to place"
    cadastros.salvar_cargo(ctx, cargo=replace(cargo, carreira="Gestão", extinto_em=date(2026, 2, 20)))
    assert vagas.disponiveis(ctx, cargo_id=confere.cargo, dia=HOJE) == ()


# ------------------------------------------------------------------ two at once


def _pedido(c: Cenario, indice: int) -> PedidoAto:
    return c.pedido(
        "nomeacao", publicacao="2026-02-03", candidato=c.candidatos[indice],
        pessoa=DadosPessoa(nome=f"Candidato {indice + 1}", nascimento=date(1990, 1, 1)),
    )  # fmt: skip


def _correr(tarefas: list[Callable[[], object]]) -> list[BaseException | None]:
    """Run at the same time, each on its own thread; return what each one raised."""
    largada = threading.Barrier(len(tarefas))
    erros: list[BaseException | None] = [None] * len(tarefas)

    def correr(numero: int) -> None:
        largada.wait()
        try:
            tarefas[numero]()
        except BaseException as erro:
            erros[numero] = erro

    linhas = [threading.Thread(target=correr, args=(n,)) for n in range(len(tarefas))]
    for linha in linhas:
        linha.start()
    for linha in linhas:
        linha.join(timeout=60)
    return erros


def test_o_ultimo_posto_e_de_um_so_quando_dois_registram_ao_mesmo_tempo(tmp_path: Path) -> None:
    relogio = RelogioFixo(HOJE, datetime(HOJE.year, HOJE.month, HOJE.day, 12, tzinfo=UTC))
    arquivo = tmp_path / "registro.db"
    contextos = [abertura.abrir(arquivo, relogio=relogio, usuario=f"pessoa {n}") for n in (1, 2)]
    try:
        primeiro = contextos[0]
        orgao = cadastros.salvar_orgao(primeiro, orgao=Orgao(nome="Secretaria da Saúde", sigla="SESAB"))
        cargo = cadastros.salvar_cargo(
            primeiro, cargo=Cargo(nome="Assessor", natureza=Carater.TEMPORARIO, simbolo="DAS-3")
        )
        unidade = cadastros.salvar_unidade(
            primeiro, unidade=Unidade(orgao_id=orgao, nome="Hospital Central", municipio="Salvador")
        )
        vagas.salvar_vagas(primeiro, vagas=Vagas(cargo_id=cargo, quantidade=1, lei="Lei 1/2000"))

        def nomear(numero: int) -> object:
            pedido = PedidoAto(
                tipo="nomeacao",
                conteudo={"publicacao": "2026-02-03", "carater": "temporario", "cargo": cargo, "unidade": unidade},
                pessoa=DadosPessoa(nome=f"Pessoa {numero}", nascimento=date(1990, 1, 1)),
            )
            return provimento.registrar(contextos[numero], pedido=pedido, hoje=HOJE)

        erros = _correr([lambda: nomear(0), lambda: nomear(1)])
        recusas = [erro for erro in erros if erro is not None]
        assert len(recusas) == 1
        (recusa,) = recusas
        assert isinstance(recusa, ErroDominio)
        assert recusa.dispositivo == "art. 3º"
        assert "posto" in recusa.mensagem
        (ocupacao,) = (o for o in vagas.arvore_cargos(primeiro) if o.cargo.id == cargo)
        assert (ocupacao.criadas, ocupacao.ocupadas, ocupacao.livres) == (1, 1, 0)
        assert verificacao.verificar(primeiro).integra
    finally:
        for ctx in contextos:
            abertura.fechar(ctx)


def test_o_posto_nao_se_extingue_enquanto_alguem_entra_nele(tmp_path: Path) -> None:
    with cenario() as c:
        _criar(c, 1)
        erros = _correr(
            [
                lambda: provimento.registrar(c.ctx, pedido=_pedido(c, 0), hoje=HOJE),
                lambda: _criar(c, -1, especie="extincao"),
            ]
        )
        assert [isinstance(erro, ErroDominio) for erro in erros].count(True) == 1
        assert erros.count(None) == 1
        quadro = _quadro(c)
        assert quadro.criadas == quadro.ocupadas
