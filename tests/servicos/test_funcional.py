"""The acts that change no cargo, entered through the service: the book, what is kept apart, and what the file shows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from bahiaservidor.servicos import pessoas, provimento, verificacao
from bahiaservidor.servicos.provimento import Recusa
from bahiaservidor.servicos.tipos import DadosPessoa, Ficha, FichaVinculo

from .cenario import Cenario, cenario

HOJE = date(2026, 3, 2)


@pytest.fixture
def c() -> Iterator[Cenario]:
    with cenario() as montado:
        yield montado


READAPTACAO = {
    "publicacao": "2026-02-16", "atribuicoes": "Arquivo e atendimento", "laudo_resultado": "limitacao",
    "laudo_numero": "LAUDO-77", "laudo_data": "2026-02-13",
}  # fmt: skip


def ficha(c: Cenario, servidor: int, hoje: date = HOJE) -> Ficha:
    return pessoas.ficha(c.ctx, servidor_id=servidor, hoje=hoje)


def cartao(c: Cenario, servidor: int, hoje: date = HOJE) -> dict[str, str]:
    (vinculo,) = ficha(c, servidor, hoje).vinculos
    assert isinstance(vinculo, FichaVinculo)
    return dict(vinculo.funcional)


def tudo(c: Cenario) -> int:
    """Put one of each on the file of a person and return who."""
    servidor = c.estagiario().servidor_id
    c.registrar("readaptacao", servidor=servidor, **READAPTACAO, fim="2026-08-31")
    c.registrar(
        "designacao", servidor=servidor, publicacao="2026-02-12", funcao="Chefe de Setor", especie="chefia",
        simbolo="FG-1", unidade=c.unidade,
    )  # fmt: skip
    c.registrar(
        "substituicao",
        servidor=servidor,
        publicacao="2026-02-19",
        inicio="2026-02-20",
        fim="2026-03-20",
        cargo=c.temporario,
        titular="Olívia",
    )
    c.registrar(
        "averbacao", servidor=servidor, publicacao="2026-02-25", origem="privada", empregador="Tecelagem Aurora",
        inicio="2019-01-01", fim="2026-02-11", certidao="CTC 1", adicional=True,
    )  # fmt: skip
    return servidor


def test_a_ficha_diz_o_que_o_servidor_vive_alem_do_cargo(c: Cenario) -> None:
    servidor = tudo(c)
    assert cartao(c, servidor) == {
        "Função de chefia": "Chefe de Setor (FG-1), Diretoria de Pessoal, desde 12/02/2026",
        "Readaptação": "Arquivo e atendimento — de 16/02/2026 a 31/08/2026",
        "Substituição": "Coordenador III (titular: Olívia), de 20/02/2026 a 20/03/2026",
        "Tempo averbado": "2.598 dias (aposentadoria, adicional por tempo de serviço); 1 dia em dobro não contados",
    }
    assert verificacao.verificar(c.ctx).integra


def test_na_vespera_e_depois_do_fim(c: Cenario) -> None:
    servidor = tudo(c)
    assert "Substituição" in cartao(c, servidor, date(2026, 3, 20))
    assert "Substituição" not in cartao(c, servidor, date(2026, 3, 21))
    assert cartao(c, servidor, date(2026, 2, 11))["Função de chefia"].endswith("a partir de 12/02/2026")
    c.registrar("dispensa", servidor=servidor, publicacao="2026-02-27", data="2026-02-28")
    assert "Função de chefia" in cartao(c, servidor, date(2026, 2, 27))
    assert "Função de chefia" not in cartao(c, servidor, date(2026, 2, 28))


def test_a_linha_do_tempo_tem_as_barras_e_o_fim_do_vinculo_as_corta(c: Cenario) -> None:
    servidor = tudo(c)

    def barras() -> list[tuple[str, date, date | None]]:
        return [(p.rotulo, p.inicio, p.fim) for p in ficha(c, servidor).periodos if p.especie == "funcional"]

    assert barras() == [
        ("Chefia: Chefe de Setor", date(2026, 2, 12), None),
        ("Readaptação", date(2026, 2, 16), date(2026, 8, 31)),
        ("Substituição: Coordenador III", date(2026, 2, 20), date(2026, 3, 20)),
    ]
    c.registrar("exoneracao_a_pedido", servidor=servidor, publicacao="2026-03-01")
    assert [fim for _, _, fim in barras()] == [date(2026, 2, 28)] * 3
    assert set(cartao(c, servidor, date(2026, 3, 1))) == {"Tempo averbado"}


def test_o_que_e_da_saude_fica_fora_do_livro(c: Cenario) -> None:
    servidor = c.estagiario().servidor_id
    c.registrar("readaptacao", servidor=servidor, **{**READAPTACAO, "laudo_resultado": "ausente"}, gestante=True)
    conteudo = str(c.valor("SELECT conteudo FROM ato WHERE tipo = 'readaptacao'"))
    requisitos = str(c.valor("SELECT requisitos FROM ato WHERE tipo = 'readaptacao'"))
    for segredo in ("LAUDO-77", "2026-02-13", "ausente", "true,"):
        assert segredo not in conteudo.replace('"compativel":true,', "")
    assert "LAUDO-77" not in requisitos
    assert "13/02/2026" not in requisitos
    com_junta = c.estagiario(1).servidor_id
    c.registrar("readaptacao", servidor=com_junta, **READAPTACAO)
    outros = str(c.valor("SELECT requisitos FROM ato WHERE tipo = 'readaptacao' ORDER BY id DESC LIMIT 1"))
    assert outros == requisitos  # what is kept of the verdict does not tell one from the other


def test_a_recusa_diz_o_artigo(c: Cenario) -> None:
    servidor = c.estagiario().servidor_id
    casos: list[tuple[str, str, dict[str, Any]]] = [
        ("promocao", "art. 31", {"publicacao": "2026-03-02", "criterio": "antiguidade", "classe": "II"}),
        ("readaptacao", "art. 43", {**READAPTACAO, "laudo_resultado": "sem_limitacao"}),
        ("substituicao", "art. 26, §§ 4º e 5º", {"publicacao": "2026-02-20", "cargo": c.cargo, "titular": "Olívia"}),
        ("dispensa", "art. 11, parágrafo único", {"publicacao": "2026-03-02"}),
        ("condenacao", "art. 118, inciso IX", {"data": "2026-03-02"}),
        ("permuta", "art. 50", {"publicacao": "2026-03-02", "outra_pessoa": "Ana", "unidade": c.unidade}),
    ]
    for tipo, dispositivo, campos in casos:
        with pytest.raises(Recusa) as recusa:
            c.registrar(tipo, servidor=servidor, **campos)
        assert recusa.value.dispositivo == dispositivo, tipo
        assert "Nada foi alterado" in recusa.value.mensagem


def test_a_permuta_registra_os_dois_lados_de_uma_vez(c: Cenario) -> None:
    from bahiaservidor.servicos import cadastros
    from bahiaservidor.servicos.tipos import Unidade

    outra = cadastros.salvar_unidade(
        c.ctx, unidade=Unidade(orgao_id=c.orgao, nome="Diretoria de Logística", municipio="Salvador")
    )
    um = c.estagiario().servidor_id
    dois = c.nomear(1, unidade=outra, pessoa=DadosPessoa(nome="Bento Vilas", nascimento=date(1991, 1, 1))).servidor_id
    c.registrar("posse", servidor=dois, data="2026-02-10")
    c.registrar("exercicio", servidor=dois, data="2026-02-11")
    pedidos = (
        c.pedido("permuta", servidor=um, publicacao="2026-03-02", outra_pessoa="Bento Vilas", unidade=outra),
        c.pedido("permuta", servidor=dois, publicacao="2026-03-02", outra_pessoa="Candidato 1", unidade=c.unidade),
    )
    antes = c.contar("operacao")
    provimento.registrar_lote(c.ctx, pedidos=pedidos, hoje=c.hoje)
    assert c.contar("operacao") == antes + 1
    assert [ficha(c, s).vinculos[0].unidade_id for s in (um, dois)] == [outra, c.unidade]


def test_o_que_e_possivel_diz_por_que_nao(c: Cenario) -> None:
    pessoa = c.nomear()
    possiveis = {
        ato.tipo: ato
        for ato in provimento.atos_possiveis(
            c.ctx, servidor_id=pessoa.servidor_id, vinculo_id=pessoa.vinculo_id, hoje=c.hoje
        )
    }
    for tipo in ("readaptacao", "designacao", "substituicao", "promocao", "permuta", "averbacao", "dispensa"):
        assert not possiveis[tipo].permitido, tipo
        assert possiveis[tipo].razao, tipo
    servidor = c.estagiario(1)
    possiveis = {
        ato.tipo: ato
        for ato in provimento.atos_possiveis(
            c.ctx, servidor_id=servidor.servidor_id, vinculo_id=servidor.vinculo_id, hoje=c.hoje
        )
    }
    for tipo in ("readaptacao", "designacao", "substituicao", "promocao", "permuta", "averbacao"):
        assert possiveis[tipo].permitido, tipo
    assert "Não há designação em curso" in possiveis["dispensa"].razao


def test_a_linha_do_tempo_nao_mostra_o_que_e_da_saude(c: Cenario) -> None:
    servidor = c.estagiario().servidor_id
    c.registrar("readaptacao", servidor=servidor, **READAPTACAO, gestante=True)
    (marca,) = [m for m in ficha(c, servidor).marcas if m.tipo == "readaptacao"]
    assert "Arquivo e atendimento" in marca.detalhe
    for segredo in ("LAUDO-77", "Limitação comprovada", "Gestante"):
        assert segredo not in marca.detalhe
    (entrada,) = [e for e in ficha(c, servidor).historico if e.tipo == "readaptacao"]
    assert dict(entrada.campos)["Número do laudo ou da recomendação"] == "LAUDO-77"
