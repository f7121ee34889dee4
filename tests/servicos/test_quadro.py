"""Acts on posts across people: the cascade in one transaction, cargos extinct and transformed, who fits a free post."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bahiaservidor.estatuto.atos.base import Ressalva
from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.tipos import Situacao, TipoRessalva
from bahiaservidor.registro import livro
from bahiaservidor.registro.cadastro import lancar_cadastro
from bahiaservidor.servicos import agenda, minutas, pessoas, provimento, verificacao
from bahiaservidor.servicos.tipos import DadosPessoa, PedidoAto

from .cenario import Cenario, cenario

HOJE = date(2026, 6, 5)


class Casa(Cenario):
    """A registry with two cargos of one carreira, one post each."""

    def __init__(self) -> None:
        super().__init__(hoje=HOJE)
        self.c1 = self.criar("cargo", nome="Auditor", natureza="permanente", carreira="Fisco")
        self.c2 = self.criar("cargo", nome="Agente de Tributos", natureza="permanente", carreira="Fisco")
        for cargo in (self.c1, self.c2):
            self.criar("vaga", cargo_id=cargo, quantidade=1, lei="Lei 1/2000")

    def criar(self, tipo: str, **conteudo: Any) -> int:
        """Enter a record."""
        with self.ctx.banco.escrita() as conexao:
            op = livro.abrir_operacao(conexao, instante=self.relogio.agora(), usuario="teste")
            return lancar_cadastro(conexao, op, sujeito_tipo=tipo, conteudo=conteudo)

    def candidato(self, cargo: int, homologacao: date) -> int:
        """Return who is first in a list of the cargo."""
        concurso = self.criar("concurso", edital="Edital", homologacao=homologacao, validade_meses=24)
        lista = self.criar("lista", concurso_id=concurso, cargo_id=cargo, modalidade="Ampla concorrência")
        return self.criar("candidato", lista_id=lista, classificacao=1, nome="Nome", situacao="a_nomear")

    def estavel(
        self, nome: str, cargo: int, ano: int, servidor: int | None = None, nascimento: date = date(1980, 3, 3)
    ) -> int:
        """Name, swear in and make estável somebody; return the person."""
        candidato = self.candidato(cargo, date(ano - 1, 6, 2))
        campos: dict[str, Any] = {"cargo": cargo, "candidato": candidato}
        if servidor is None:
            campos["pessoa"] = DadosPessoa(nome=nome, nascimento=nascimento)
        feito = self.registrar("nomeacao", servidor=servidor, publicacao=f"{ano}-02-02", **campos)
        id_ = feito.servidor_id
        if servidor is not None:
            self.registrar("vacancia_posse_inacumulavel", servidor=id_, publicacao=f"{ano}-02-18",
                           vinculo_id=self.vinculos(id_)[0])  # fmt: skip
        for tipo, dia in (
            ("posse", f"{ano}-02-18"), ("exercicio", f"{ano}-02-20"), ("submissao_avaliacao", f"{ano + 2}-10-02"),
            ("homologacao_estagio", f"{ano + 3}-02-20"),
        ):  # fmt: skip
            self.registrar(tipo, servidor=id_, data=dia, vinculo_id=self.vinculos(id_)[-1])
        return id_

    def vinculos(self, servidor: int) -> list[int]:
        """Return the vínculos of a person, in order."""
        with self.ctx.banco.leitura() as conexao:
            linhas = conexao.exec_driver_sql(f"SELECT id FROM vinculo WHERE servidor_id = {servidor} ORDER BY numero")
            return [int(linha[0]) for linha in linhas]

    def situacao(self, servidor: int) -> Situacao | None:
        """Return the word of the latest vínculo."""
        return pessoas.ficha(self.ctx, servidor_id=servidor, hoje=self.hoje).situacao

    def integra(self) -> None:
        """Fail unless what is stored is what the book says."""
        resultado = verificacao.verificar(self.ctx)
        assert resultado.integra, resultado.divergencias


@pytest.fixture
def casa() -> Iterator[Casa]:
    from bahiaservidor.servicos import abertura

    montada = Casa()
    try:
        yield montada
    finally:
        abertura.fechar(montada.ctx)


def _com_ocupante(casa: Casa) -> tuple[int, int]:
    """A demitido of the only post of c1, which B holds after leaving c2 for it."""
    a = casa.estavel("Ana Prates", casa.c1, 2012)
    casa.registrar("demissao", servidor=a, publicacao="2018-03-05")
    b = casa.estavel("Bento Sales", casa.c2, 2013)
    casa.estavel("Bento Sales", casa.c1, 2019, servidor=b)
    return a, b


def _reintegracao(casa: Casa, a: int) -> PedidoAto:
    return casa.pedido("reintegracao", servidor=a, publicacao="2026-05-26", decisao="2026-04-30")


def test_a_reintegracao_propoe_no_mesmo_pedido_o_que_acontece_com_o_ocupante(casa: Casa) -> None:
    a, b = _com_ocupante(casa)
    analise = provimento.analisar(casa.ctx, pedido=_reintegracao(casa, a), hoje=HOJE)
    assert analise.aceito
    assert any("Bento Sales" in aviso for aviso in analise.avisos)
    (proposta,) = analise.cascata
    assert (proposta.ato, proposta.dispositivo, proposta.servidor_id) == ("reconducao", "art. 42", b)
    assert proposta.cargo_id == casa.c2


def test_os_dois_atos_da_cascata_entram_juntos(casa: Casa) -> None:
    a, b = _com_ocupante(casa)
    seguinte = PedidoAto(
        tipo="reconducao", conteudo={"publicacao": date(2026, 5, 26)}, servidor_id=b, vinculo_id=casa.vinculos(b)[-1]
    )
    pedido = replace(_reintegracao(casa, a), em_seguida=(seguinte,))
    provimento.registrar(casa.ctx, pedido=pedido, hoje=HOJE)
    assert casa.situacao(a) is casa.situacao(b) is Situacao.AGUARDANDO_EXERCICIO
    assert casa.valor(f"SELECT cargo_id FROM vinculo WHERE id = {casa.vinculos(b)[-1]}") == casa.c2
    operacoes = casa.valor(
        "SELECT count(DISTINCT operacao_id) FROM ato WHERE tipo IN ('reintegracao', 'excedencia', 'reconducao')"
    )
    assert operacoes == 1
    casa.integra()


def test_se_o_segundo_ato_nao_cabe_nenhum_entra(casa: Casa) -> None:
    a, b = _com_ocupante(casa)
    antes = casa.contar("ato")
    seguinte = PedidoAto(
        tipo="aproveitamento", conteudo={"publicacao": date(2026, 5, 26), "cargo": casa.c1}, servidor_id=b
    )
    with pytest.raises(provimento.Recusa, match="único posto"):
        provimento.registrar(casa.ctx, pedido=replace(_reintegracao(casa, a), em_seguida=(seguinte,)), hoje=HOJE)
    assert casa.contar("ato") == antes
    assert casa.situacao(a) is Situacao.DESLIGADO
    assert casa.situacao(b) is Situacao.ESTAVEL


def test_sem_marcar_nada_o_ocupante_fica_excedente_e_a_proposta_fica_na_bandeja(casa: Casa) -> None:
    a, b = _com_ocupante(casa)
    provimento.registrar(casa.ctx, pedido=_reintegracao(casa, a), hoje=HOJE)
    assert casa.valor(f"SELECT excedente_desde FROM vinculo WHERE id = {casa.vinculos(b)[-1]}") == "2026-05-26"
    (proposta,) = agenda.propostas(casa.ctx, hoje=HOJE)
    assert (proposta.servidor_id, proposta.ato) == (b, "reconducao")
    assert agenda.painel(casa.ctx, hoje=HOJE).total_propostas == 1
    casa.integra()


def test_a_minuta_da_reintegracao_leva_consigo_o_ato_do_ocupante(casa: Casa) -> None:
    a, b = _com_ocupante(casa)
    seguinte = PedidoAto(tipo="reconducao", conteudo={"publicacao": date(2026, 5, 26)}, servidor_id=b)
    pedido = replace(_reintegracao(casa, a), em_seguida=(seguinte,))
    minuta = minutas.preparar(casa.ctx, pedido=pedido, hoje=HOJE)
    minutas.confirmar(casa.ctx, minuta_id=minuta.id, conteudo={"publicacao": date(2026, 6, 2)}, hoje=HOJE)
    assert casa.situacao(b) is Situacao.AGUARDANDO_EXERCICIO
    assert casa.valor("SELECT data_legal FROM ato WHERE tipo = 'reconducao'") == "2026-06-02"
    casa.integra()


def test_extincao_propoe_disponibilidade_e_a_vaga_que_se_abre_chama_quem_espera(casa: Casa) -> None:
    a = casa.estavel("Ana Prates", casa.c1, 2012)
    b = casa.estavel("Bento Sales", casa.c2, 2013)
    casa.registrar("extincao_cargo", publicacao="2026-02-03", cargo=casa.c1, lei="Lei 2/2026")
    (proposta,) = agenda.propostas(casa.ctx, hoje=HOJE)
    assert (proposta.servidor_id, proposta.ato, proposta.dispositivo) == (a, "disponibilidade", "art. 37")
    casa.registrar("disponibilidade", servidor=a, publicacao="2026-02-04")
    assert agenda.propostas(casa.ctx, hoje=HOJE) == ()
    casa.registrar("exoneracao_a_pedido", servidor=b, publicacao="2026-04-07")
    (proposta,) = agenda.propostas(casa.ctx, hoje=HOJE)
    assert (proposta.servidor_id, proposta.ato, proposta.cargo_id) == (a, "aproveitamento", casa.c2)
    nomeacao = casa.pedido(
        "nomeacao", publicacao="2026-05-04", cargo=casa.c2, candidato=casa.candidato(casa.c2, date(2026, 1, 5)),
        pessoa=DadosPessoa(nome="Caio Lima", nascimento=date(1990, 1, 1)),
    )  # fmt: skip
    analise = provimento.analisar(casa.ctx, pedido=nomeacao, hoje=HOJE)
    assert analise.aceito
    assert any("Ana Prates" in aviso for aviso in analise.avisos)
    casa.integra()


def test_a_transformacao_leva_postos_e_vinculos_tambem_os_encerrados(casa: Casa) -> None:
    a = casa.estavel("Ana Prates", casa.c1, 2012)
    casa.registrar("demissao", servidor=a, publicacao="2018-03-05")
    b = casa.estavel("Bento Sales", casa.c1, 2019)
    c3 = casa.criar("cargo", nome="Auditor Fiscal", natureza="permanente", carreira="Fisco")
    casa.criar("vaga", cargo_id=c3, quantidade=1, lei="Lei 3/2025")
    casa.registrar("transformacao_cargo", publicacao="2025-02-03", cargo=casa.c1, para=c3, lei="Lei 3/2025")
    assert casa.valor(f"SELECT count(*) FROM vinculo WHERE cargo_id = {c3}") == 2
    assert casa.valor(f"SELECT count(*) FROM ocupacao WHERE cargo_id = {casa.c1}") == 0
    casa.registrar("reintegracao", servidor=a, publicacao="2026-05-26", decisao="2026-04-30")
    # Two posts, of the old cargo and of the new: nobody is displaced.
    assert casa.valor("SELECT count(*) FROM vinculo WHERE excedente_desde IS NOT NULL") == 0
    assert casa.situacao(b) is Situacao.ESTAVEL
    casa.integra()


def test_um_cargo_extinto_nao_se_extingue_de_novo(casa: Casa) -> None:
    casa.registrar("extincao_cargo", publicacao="2026-02-03", cargo=casa.c1)
    with pytest.raises(provimento.Recusa, match="está extinto"):
        casa.registrar("extincao_cargo", publicacao="2026-03-03", cargo=casa.c1)
    with pytest.raises(provimento.Recusa, match="está extinto"):
        casa.registrar("transformacao_cargo", publicacao="2026-03-03", cargo=casa.c2, para=casa.c1)
    with pytest.raises(provimento.Recusa, match="nele mesmo"):
        casa.registrar("transformacao_cargo", publicacao="2026-03-03", cargo=casa.c2, para=casa.c2)


def test_os_atos_sobre_cargos_nao_se_oferecem_na_ficha_de_ninguem() -> None:
    with cenario() as c:
        nomeado = c.estagiario()
        tipos = {
            a.tipo
            for a in provimento.atos_possiveis(c.ctx, servidor_id=nomeado.servidor_id, vinculo_id=None, hoje=c.hoje)
        }
        assert {"extincao_cargo", "transformacao_cargo", "excedencia"}.isdisjoint(tipos)
        assert {"reversao", "aproveitamento", "reintegracao", "reconducao"} <= tipos


def _aposentado(casa: Casa) -> int:
    a = casa.estavel("Ana Prates", casa.c1, 2012, nascimento=date(1954, 1, 1))
    conteudo = {"publicacao": date(2020, 5, 5), "tipo": "invalidez"}
    provimento.registrar(casa.ctx, pedido=PedidoAto(tipo="aposentadoria", conteudo=conteudo, servidor_id=a), hoje=HOJE)
    return a


def _reversao(casa: Casa, a: int, tipo: TipoRessalva | None, confirma: str = "") -> PedidoAto:
    ressalva = None
    if tipo is not None:
        ressalva = Ressalva(
            tipo=tipo, numero="8000001-11.2026.8.05.0001", data=date(2026, 5, 2), confirmada_por=confirma
        )
    return casa.pedido("reversao", servidor=a, publicacao="2026-05-12", laudo="2026-05-04", ressalva=ressalva)


@pytest.mark.parametrize(
    ("tipo", "confirma"),
    [(None, ""), (TipoRessalva.ATO_CONSUMADO, "Rita Nunes"), (TipoRessalva.DECISAO_JUDICIAL, "")],
)
def test_depois_dos_70_a_reversao_nao_entra_sem_a_ressalva_certa_e_confirmada(
    casa: Casa, tipo: TipoRessalva | None, confirma: str
) -> None:
    a = _aposentado(casa)
    with pytest.raises(provimento.Recusa) as recusa:
        provimento.registrar(casa.ctx, pedido=_reversao(casa, a, tipo, confirma), hoje=HOJE)
    assert recusa.value.dispositivo == "art. 36"
    assert casa.situacao(a) is Situacao.APOSENTADO


def test_quem_registra_nao_confirma_a_propria_ressalva(casa: Casa) -> None:
    a = _aposentado(casa)
    with pytest.raises(ErroDominio, match="outra pessoa"):
        provimento.registrar(casa.ctx, pedido=_reversao(casa, a, TipoRessalva.PARECER_PGE, "TESTE"), hoje=HOJE)
    provimento.registrar(casa.ctx, pedido=_reversao(casa, a, TipoRessalva.PARECER_PGE, "Rita Nunes"), hoje=HOJE)
    assert casa.situacao(a) is Situacao.AGUARDANDO_EXERCICIO
    ficha = pessoas.ficha(casa.ctx, servidor_id=a, hoje=HOJE)
    assert any("8000001-11.2026.8.05.0001" in str(ressalva) for ressalva in ficha.ressalvas)
    casa.integra()


def test_a_reversao_reabre_os_prazos_e_o_prazo_do_exercicio_aparece_sem_numero(casa: Casa) -> None:
    a = _aposentado(casa)
    provimento.registrar(casa.ctx, pedido=_reversao(casa, a, TipoRessalva.PARECER_PGE, "Rita Nunes"), hoje=HOJE)
    ficha = pessoas.ficha(casa.ctx, servidor_id=a, hoje=HOJE)
    exercicios = [p for p in ficha.prazos if p.tipo.value == "exercicio"]
    assert len(exercicios) == 2
    assert {p.rotulo for p in exercicios} == {"Exercício"}
    aberto = next(p for p in exercicios if p.fechado_em is None)
    assert aberto.vence == date(2026, 6, 11)
    por_que = agenda.por_que(casa.ctx, prazo_id=aberto.id, hoje=HOJE)
    assert "11/06/2026" in por_que.titulo


def test_a_permuta_traz_o_outro_lado_e_os_dois_entram_juntos() -> None:
    with cenario() as c:
        um, outro = c.estagiario(0), c.estagiario(1)
        with c.ctx.banco.escrita() as conexao:
            op = livro.abrir_operacao(conexao, instante=c.relogio.agora(), usuario="teste")
            segunda = lancar_cadastro(
                conexao, op, sujeito_tipo="unidade",
                conteudo={"orgao_id": c.orgao, "nome": "Diretoria de Obras", "municipio": "Salvador"},
            )  # fmt: skip
            lancar_cadastro(
                conexao, op, sujeito_tipo="vinculo", sujeito_id=outro.vinculo_id, conteudo={"matricula": "92116599"}
            )
        c.registrar(
            "remocao", servidor=outro.servidor_id, publicacao="2026-02-20", unidade=segunda, outra_localidade=False,
            de_oficio=False,
        )  # fmt: skip
        pedido = c.pedido(
            "permuta", servidor=um.servidor_id, publicacao="2026-02-24", outra_pessoa="Candidato 2",
            outra_matricula="92.116.599", unidade=segunda,
        )  # fmt: skip
        (proposta,) = provimento.analisar(c.ctx, pedido=pedido, hoje=c.hoje).cascata
        assert (proposta.servidor_id, proposta.ato) == (outro.servidor_id, "permuta")
        assert proposta.conteudo["unidade"] == c.unidade
        lado = PedidoAto(
            tipo="permuta", conteudo={**proposta.conteudo, "publicacao": date(2026, 2, 24)},
            servidor_id=proposta.servidor_id, vinculo_id=proposta.vinculo_id,
        )  # fmt: skip
        provimento.registrar(c.ctx, pedido=replace(pedido, em_seguida=(lado,)), hoje=c.hoje)
        assert c.valor(f"SELECT unidade_id FROM vinculo WHERE id = {um.vinculo_id}") == segunda
        assert c.valor(f"SELECT unidade_id FROM vinculo WHERE id = {outro.vinculo_id}") == c.unidade
        assert c.valor("SELECT count(DISTINCT operacao_id) FROM ato WHERE tipo = 'permuta'") == 1
        assert verificacao.verificar(c.ctx).integra


def test_relotacao_e_para_outro_orgao_do_mesmo_poder_e_remocao_para_outra_unidade() -> None:
    with cenario() as c:
        servidor = c.estagiario().servidor_id

        def unidade(nome: str, poder: str, orgao: int | None = None) -> int:
            with c.ctx.banco.escrita() as conexao:
                op = livro.abrir_operacao(conexao, instante=c.relogio.agora(), usuario="teste")
                orgao = orgao or lancar_cadastro(
                    conexao, op, sujeito_tipo="orgao", conteudo={"nome": f"Órgão de {nome}", "poder": poder}
                )
                dados = {"orgao_id": orgao, "nome": nome, "municipio": "Salvador"}
                return lancar_cadastro(conexao, op, sujeito_tipo="unidade", conteudo=dados)

        vizinha = unidade("Diretoria vizinha", "Executivo", c.orgao)
        fora = unidade("Diretoria de fora", "Executivo")
        outra = unidade("Secretaria do Tribunal", "Judiciário")

        def recusa(tipo: str, destino: int) -> str:
            pedido = c.pedido(tipo, servidor=servidor, publicacao="2026-02-24", unidade=destino, de_oficio=False)
            falta = provimento.analisar(c.ctx, pedido=pedido, hoje=c.hoje).recusa
            return "" if falta is None else f"{falta.dispositivo}: {falta.falta}"

        assert recusa("relotacao", c.unidade).startswith("art. 49: A unidade de destino é a mesma")
        assert "mesmo órgão" in recusa("relotacao", vizinha)
        assert "Judiciário" in recusa("relotacao", outra)
        assert recusa("relotacao", fora) == ""
        assert recusa("remocao", c.unidade).startswith("art. 50")
        assert recusa("remocao", vizinha) == ""
