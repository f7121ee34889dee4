"""Entering acts: one transaction, the law's verdict, what the clerk reads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from bahiaservidor.estatuto.atos.base import Ressalva
from bahiaservidor.estatuto.erros import ErroConteudo, ErroDominio
from bahiaservidor.estatuto.tipos import Situacao, TipoPrazo, TipoRessalva
from bahiaservidor.servicos import provimento, verificacao
from bahiaservidor.servicos.provimento import Recusa, VersaoAntiga
from bahiaservidor.servicos.tipos import DadosPessoa, Instrumento

from .cenario import HOJE, Cenario, cenario

RESSALVA = Ressalva(tipo=TipoRessalva.DECISAO_JUDICIAL, numero="8000001-11.2026.8.05.0001", data=date(2026, 1, 2))


@pytest.fixture
def c() -> Iterator[Cenario]:
    with cenario() as montado:
        yield montado


def test_da_nomeacao_ao_exercicio(c: Cenario) -> None:
    nomeado = c.nomear()
    assert nomeado.mensagem == "Nomeação registrada. Posse até 05/03/2026."
    posse = c.registrar("posse", servidor=nomeado.servidor_id, data="2026-02-10")
    assert posse.mensagem == "Posse registrada. Exercício até 12/03/2026."
    assert posse.papel == "termo_posse"
    exercicio = c.registrar("exercicio", servidor=nomeado.servidor_id, data="2026-02-11")
    assert exercicio.mensagem == "Exercício registrado. Avaliação do estágio nº 1 até 11/08/2026."
    assert c.valor("SELECT situacao_base FROM vinculo") == "em_exercicio"
    assert verificacao.verificar(c.ctx).integra


def test_a_frase_diz_a_data_que_o_ato_moveu(c: Cenario) -> None:
    pessoa = c.estagiario()
    licenca = c.registrar(
        "afastamento", servidor=pessoa.servidor_id, inicio="2026-02-16", fim="2026-02-25", motivo="doenca_familia"
    )
    assert licenca.mensagem == "Afastamento registrado. Fim do estágio probatório em 21/02/2029."
    fim = c.registrar("exoneracao_a_pedido", servidor=pessoa.servidor_id, publicacao="2026-02-27")
    assert fim.mensagem == "Exoneração a pedido registrada."


def test_recusa_diz_o_artigo_e_nada_fica(c: Cenario) -> None:
    nomeado = c.nomear()
    atos, prazos = c.contar("ato"), c.contar("prazo")
    with pytest.raises(Recusa) as recusa:
        c.registrar("posse", servidor=nomeado.servidor_id, data="2026-04-20")
    assert recusa.value.dispositivo == "art. 19, § 2º"
    assert "05/03/2026 (art. 19, § 2º)" in recusa.value.mensagem
    assert "Nada foi alterado" in recusa.value.mensagem
    assert recusa.value.requisitos
    assert (c.contar("ato"), c.contar("prazo")) == (atos, prazos)


def test_o_que_ainda_nao_aconteceu_nao_entra_no_livro(c: Cenario) -> None:
    nomeado = c.nomear()
    atos = c.contar("ato")
    amanha = c.hoje + timedelta(days=1)
    pedido = c.pedido("posse", servidor=nomeado.servidor_id, data=amanha.isoformat())
    with pytest.raises(ErroDominio, match=r"ainda não chegou.*art\. 22.*Nada foi registrado"):
        provimento.registrar(c.ctx, pedido=pedido, hoje=c.hoje)
    assert c.contar("ato") == atos
    assert provimento.registrar(c.ctx, pedido=pedido, hoje=amanha).ato_id > atos


def test_recusa_de_nomeacao_nao_deixa_a_pessoa(c: Cenario) -> None:
    with pytest.raises(Recusa):
        c.nomear(1)
    assert c.contar("servidor") == 0
    assert c.contar("instrumento") == 0


def test_o_lote_e_tudo_ou_nada(c: Cenario) -> None:
    pessoa = DadosPessoa(nome="Iara Limoeiro", nascimento=date(1990, 1, 1))
    bom = c.pedido("nomeacao", publicacao="2026-02-03", candidato=c.candidatos[0], pessoa=pessoa)
    ruim = c.pedido("nomeacao", publicacao="2026-02-03", candidato=c.candidatos[2], pessoa=pessoa)
    with pytest.raises(Recusa):
        provimento.registrar_lote(c.ctx, pedidos=(bom, ruim), hoje=HOJE)
    assert c.contar("servidor") == 0
    feitos: list[tuple[int, int]] = []
    segundo = c.pedido("nomeacao", publicacao="2026-02-03", candidato=c.candidatos[1], pessoa=pessoa)
    provimento.registrar_lote(
        c.ctx, pedidos=(bom, segundo), hoje=HOJE, progresso=lambda feito, total: feitos.append((feito, total))
    )
    assert c.contar("vinculo") == 2
    assert feitos == [(1, 2), (2, 2)]


def test_a_ordem_do_concurso_e_lida_do_registro(c: Cenario) -> None:
    with pytest.raises(Recusa) as recusa:
        c.nomear(1)
    assert recusa.value.dispositivo == "art. 12"
    assert "Candidato 1" in recusa.value.mensagem
    c.nomear(0)
    c.nomear(1)
    with pytest.raises(Recusa, match="já foi nomeado"):
        c.nomear(0)


def test_nao_se_provem_mais_postos_do_que_ha() -> None:
    with cenario(postos=1) as c:
        primeiro = c.nomear(0)
        with pytest.raises(Recusa) as recusa:
            c.nomear(1)
        assert recusa.value.dispositivo == "art. 3º"
        c.registrar("posse", servidor=primeiro.servidor_id, data="2026-02-10")
        c.registrar("exoneracao_a_pedido", servidor=primeiro.servidor_id, publicacao="2026-02-20")
        with pytest.raises(Recusa):
            c.nomear(1, publicacao="2026-02-19")
        c.nomear(1, publicacao="2026-02-20")


def test_registro_tardio_nao_ocupa_um_posto_que_ja_tinha_dono() -> None:
    with cenario(postos=1) as c:
        c.nomear(0, publicacao="2026-02-20")
        with pytest.raises(Recusa):
            c.nomear(1, publicacao="2026-02-03")


def test_ressalva_registra_a_reserva_e_conta_no_vinculo(c: Cenario) -> None:
    nomeado = c.nomear(publicacao="2026-01-05")
    analise = provimento.analisar(
        c.ctx,
        pedido=c.pedido("posse", servidor=nomeado.servidor_id, data="2026-02-27", ressalva=RESSALVA),
        hoje=HOJE,
    )
    assert analise.aceito
    assert [r.dispositivo for r in analise.reservas] == ["art. 19, § 2º"]
    c.registrar("posse", servidor=nomeado.servidor_id, data="2026-02-27", ressalva=RESSALVA)
    assert c.valor("SELECT ressalvas FROM vinculo") == 1
    assert "8000001" in c.valor("SELECT ressalva FROM ato WHERE tipo = 'posse'")


def test_ressalva_que_nao_conta_nao_e_gravada_e_avisa(c: Cenario) -> None:
    incompleta = Ressalva(tipo=TipoRessalva.PARECER_PGE)
    nomeado = c.nomear()
    posse = c.registrar("posse", servidor=nomeado.servidor_id, data="2026-02-10", ressalva=incompleta)
    assert any("ressalva" in aviso for aviso in posse.avisos)
    assert c.valor("SELECT ressalva FROM ato WHERE tipo = 'posse'") is None


def test_analise_mostra_o_que_abre_e_o_que_fecha_sem_gravar(c: Cenario) -> None:
    nomeado = c.nomear()
    atos = c.contar("ato")
    analise = provimento.analisar(
        c.ctx, pedido=c.pedido("posse", servidor=nomeado.servidor_id, data="2026-02-10"), hoje=HOJE
    )
    assert {(p.tipo, p.mudanca) for p in analise.prazos} == {
        (TipoPrazo.POSSE, "fecha"),
        (TipoPrazo.EXERCICIO, "abre"),
    }
    assert (analise.situacao_antes, analise.situacao_depois) == (Situacao.NOMEADO, Situacao.EMPOSSADO)
    assert c.contar("ato") == atos


def test_analise_aponta_todos_os_campos_que_faltam(c: Cenario) -> None:
    analise = provimento.analisar(c.ctx, pedido=c.pedido("afastamento", servidor=1, fim="2026-02-30"), hoje=HOJE)
    assert [campo for campo, _ in analise.campos_incompletos] == ["inicio", "fim", "motivo"]
    assert not analise.aceito


def test_campos_ilegiveis_nao_gravam(c: Cenario) -> None:
    nomeado = c.nomear()
    with pytest.raises(ErroConteudo) as erro:
        c.registrar("posse", servidor=nomeado.servidor_id, data="2026-02-30")
    assert erro.value.campo == "data"
    with pytest.raises(ErroConteudo):
        c.registrar("posse", servidor=nomeado.servidor_id, data="2026-02-10", inventado=1)


def test_laudo_fica_apartado_do_livro(c: Cenario) -> None:
    nomeado = c.nomear()
    c.registrar("posse", servidor=nomeado.servidor_id, data="2026-02-10", laudo_numero="J-77", laudo_data="2026-02-05")
    assert "J-77" not in c.valor("SELECT conteudo FROM ato WHERE tipo = 'posse'")
    assert "J-77" in c.valor("SELECT conteudo FROM ato_sigilo")
    assert verificacao.verificar(c.ctx).integra


def test_atos_possiveis_dizem_por_que_nao(c: Cenario) -> None:
    nomeado = c.nomear()
    possiveis = {
        a.tipo: a
        for a in provimento.atos_possiveis(
            c.ctx, servidor_id=nomeado.servidor_id, vinculo_id=nomeado.vinculo_id, hoje=HOJE
        )
    }
    assert possiveis["posse"].permitido
    assert possiveis["prorrogacao_posse"].permitido
    assert not possiveis["exercicio"].permitido
    assert "(art. 21)" in possiveis["exercicio"].razao
    assert not possiveis["homologacao_estagio"].permitido


def test_versao_antiga_e_recusada(c: Cenario) -> None:
    nomeado = c.nomear()
    versao = c.valor("SELECT versao FROM vinculo")
    c.registrar("prorrogacao_posse", servidor=nomeado.servidor_id, requerimento="2026-02-10")
    with pytest.raises(VersaoAntiga):
        c.registrar("posse", servidor=nomeado.servidor_id, data="2026-02-12", versao=versao)
    c.registrar("posse", servidor=nomeado.servidor_id, data="2026-02-12", versao=c.valor("SELECT versao FROM vinculo"))


def test_a_mesma_pessoa_nao_entra_duas_vezes(c: Cenario) -> None:
    pessoa = DadosPessoa(nome="Jacira Vilasboas", cpf="529.982.247-25", nascimento=date(1990, 1, 1))
    c.nomear(0, pessoa=pessoa)
    with pytest.raises(ErroDominio, match="já está registrado para Jacira Vilasboas"):
        c.nomear(1, pessoa=pessoa)
    with pytest.raises(ErroDominio, match="CPF"):
        c.nomear(1, pessoa=DadosPessoa(nome="Outra", cpf="529.982.247-24"))
    assert c.contar("servidor") == 1


def test_matricula_ja_usada_desfaz_tudo(c: Cenario) -> None:
    c.nomear(0, matricula="92.116.599")
    assert c.valor("SELECT matricula FROM vinculo") == "92116599"
    with pytest.raises(ErroDominio, match=r"92\.116\.599 já é de Candidato 1"):
        c.nomear(1, matricula="92116599")
    assert c.contar("vinculo") == 1


def test_um_decreto_com_varios_atos_e_um_instrumento_so(c: Cenario) -> None:
    decreto = Instrumento(numero="123", data=date(2026, 2, 2), doe_edicao="24000", doe_data=date(2026, 2, 3))
    c.nomear(0, instrumento=decreto)
    c.nomear(1, instrumento=decreto)
    assert c.contar("instrumento") == 1


def test_falecimento_encerra_todos_os_vinculos(c: Cenario) -> None:
    pessoa = c.estagiario()
    c.registrar("nomeacao", servidor=pessoa.servidor_id, publicacao="2026-02-12", carater="temporario")
    c.registrar("falecimento", servidor=pessoa.servidor_id, data="2026-02-20")
    assert c.valor("SELECT count(*) FROM vinculo WHERE situacao_base = 'desligado'") == 2
    assert verificacao.verificar(c.ctx).integra


def test_licenca_descoberta_tarde_refaz_o_que_veio_depois(c: Cenario) -> None:
    pessoa = c.estagiario()
    antes = c.valor("SELECT vence FROM prazo WHERE tipo = 'fim_estagio'")
    c.registrar(
        "afastamento", servidor=pessoa.servidor_id, inicio="2026-02-16", fim="2026-02-25", motivo="doenca_familia"
    )
    depois = c.valor("SELECT vence FROM prazo WHERE tipo = 'fim_estagio'")
    assert (date.fromisoformat(depois) - date.fromisoformat(antes)).days == 10
    assert verificacao.verificar(c.ctx).integra


def test_o_ato_tardio_avisa_o_que_deixa_de_caber() -> None:
    with cenario() as c:
        servidor = c.estagiario().servidor_id
        c.registrar("afastamento", servidor=servidor, inicio="2026-02-16", fim="2026-02-20", motivo="ferias")
        tardio = c.pedido("exoneracao_a_pedido", servidor=servidor, publicacao="2026-02-12")
        avisos = provimento.analisar(c.ctx, pedido=tardio, hoje=c.hoje).avisos
        assert any("deixa de caber" in aviso and "16/02/2026" in aviso for aviso in avisos)
        em_dia = c.pedido("exoneracao_a_pedido", servidor=servidor, publicacao="2026-02-27")
        assert not any("deixa de caber" in a for a in provimento.analisar(c.ctx, pedido=em_dia, hoje=c.hoje).avisos)


def test_atos_de_outra_natureza_aparecem_com_a_razao() -> None:
    with cenario() as c:
        servidor = c.estagiario().servidor_id
        possiveis = provimento.atos_possiveis(c.ctx, servidor_id=servidor, vinculo_id=None, hoje=c.hoje)
        juizo = next(a for a in possiveis if a.tipo == "exoneracao_a_juizo")
        assert not juizo.permitido
        assert "temporário" in juizo.razao
        assert "art. 47" in juizo.razao
        assert next(a for a in possiveis if a.tipo == "exoneracao_a_pedido").permitido
