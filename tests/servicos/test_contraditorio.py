"""Notice and defence: each missing step is named; issuing waits for it, or for a fundamento; facts do not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bahiaservidor.documentos.textos import ler_modelo
from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.servicos import abertura, contraditorio, minutas, papeis, papeis_atos, parametros, provimento
from bahiaservidor.servicos.contraditorio import pendencias
from bahiaservidor.servicos.tipos import RegistroDeValor
from bahiaservidor.servicos.tipos.contraditorio import EXIGEM, Defesa, MeioAviso
from tests.documentos.apoio import sem_memoria

from .apoio_minutas import Povo
from .test_papeis_atos import ler, pedido

HOJE = date(2026, 6, 1)


@pytest.fixture(scope="module")
def p() -> Iterator[Povo]:
    povo = Povo()
    yield povo
    abertura.fechar(povo.ctx)


def anexar(p: Povo, nome: str, vinculo: int, servidor: int, retirado: str = "") -> int:
    """Attach a file, as whoever receives files does."""
    agora = datetime(2026, 5, 1, tzinfo=UTC).isoformat()
    with p.ctx.banco.escrita() as conexao:
        hash_ = str(conexao.exec_driver_sql("SELECT count(*) FROM arquivo").scalar())
        conexao.exec_driver_sql("INSERT INTO arquivo (hash, tamanho) VALUES (?, 1)", (hash_,))
        conexao.exec_driver_sql(
            "INSERT INTO anexo (hash, nome, midia, paginas, peca, descricao, servidor_id, vinculo_id, recebido_em, "
            "usuario, retirado) VALUES (?, ?, 'application/pdf', 1, 'aviso', '', ?, ?, ?, 'teste', ?)",
            (hash_, nome, servidor, vinculo, agora, retirado),
        )
    return int(p.valor("SELECT max(id) FROM anexo"))


def completa(p: Povo, quem: str = "nomeado", ato: str = "tornar_sem_efeito", **campos: Any) -> Defesa:
    servidor, vinculo = p.onde[quem]
    prova = anexar(p, "aviso.pdf", vinculo, servidor)
    padrao: dict[str, Any] = {
        "aviso_meio": MeioAviso.CARTA, "aviso_em": date(2026, 4, 6), "aviso_anexo_id": prova,
        "resposta_ate": date(2026, 4, 16), "resposta_em": date(2026, 4, 10), "resposta": "Pede prazo.",
        "resposta_anexo_id": prova, "decisao_em": date(2026, 4, 20), "decisao": "Mantém a proposta.",
        "decisao_autoridade": "Secretário da Administração", "decisao_anexo_id": prova,
    }  # fmt: skip
    return Defesa(servidor_id=servidor, vinculo_id=vinculo, ato=ato, **(padrao | campos))


SEM: dict[str, tuple[dict[str, Any], str]] = {
    "aviso": ({"aviso_em": None}, "o aviso à pessoa, com a data em que foi feito"),
    "meio": ({"aviso_meio": None}, "o meio pelo qual o aviso foi feito"),
    "prova_do_aviso": ({"aviso_anexo_id": None}, "o comprovante do aviso"),
    "prazo": ({"resposta_ate": None}, "o último dia do prazo para responder"),
    "resumo": ({"resposta": ""}, "o resumo da resposta"),
    "prova_da_resposta": ({"resposta_anexo_id": None}, "o comprovante da resposta"),
    "decisao": ({"decisao_em": None}, "a decisão, com a data"),
    "resumo_da_decisao": ({"decisao": ""}, "o resumo da decisão"),
    "autoridade": ({"decisao_autoridade": ""}, "a autoridade que decidiu"),
    "prova_da_decisao": ({"decisao_anexo_id": None}, "o comprovante da decisão"),
    "resposta_antes": (
        {"resposta_em": date(2026, 4, 3)}, "ordem nas datas: a resposta (03/04/2026) é anterior ao aviso (06/04/2026)",
    ),
    "decisao_antes": (
        {"decisao_em": date(2026, 4, 9)}, "ordem nas datas: a decisão (09/04/2026) é anterior à resposta (10/04/2026)",
    ),
    "decisao_antes_do_aviso": (
        {"resposta_em": None, "resposta_ate": None, "decisao_em": date(2026, 4, 1)},
        "ordem nas datas: a decisão (01/04/2026) é anterior ao aviso (06/04/2026)",
    ),
    "decisao_antes_do_fim": (
        {"resposta_em": None, "decisao_em": date(2026, 4, 16)},
        "ordem nas datas: a decisão (16/04/2026) é anterior ao fim do prazo (16/04/2026), sem resposta",
    ),
}  # fmt: skip


def test_cada_passo_que_falta_e_nomeado_e_completo_nada_falta(p: Povo) -> None:
    inteira = completa(p)
    assert pendencias(inteira, HOJE) == ()
    for nome, (mudanca, falta) in SEM.items():
        assert falta in pendencias(replace(inteira, **mudanca), HOJE), nome
    # One thing missing is one thing said.
    sozinhas = [nome for nome in SEM if nome not in ("decisao_antes_do_aviso", "prazo")]
    for nome in sozinhas:
        assert len(pendencias(replace(inteira, **SEM[nome][0]), HOJE)) == 1, nome


def test_sem_resposta_so_depois_do_ultimo_dia(p: Povo) -> None:
    calado = replace(completa(p), resposta_em=None, resposta="", resposta_anexo_id=None)
    ultimo = date(2026, 4, 16)
    assert pendencias(replace(calado, decisao_em=None), ultimo)[0] == (
        "a resposta, ou o fim do prazo para responder, em 16/04/2026"
    )
    assert not contraditorio.sem_resposta(calado, ultimo)
    assert contraditorio.sem_resposta(calado, date(2026, 4, 17))
    assert pendencias(calado, date(2026, 4, 20)) == ()


def test_so_os_atos_contra_alguem_pedem_aviso_e_defesa(p: Povo) -> None:
    assert set(EXIGEM) == {
        "tornar_sem_efeito", "exoneracao_de_oficio", "cassacao_aposentadoria", "cassacao_disponibilidade", "demissao",
        "anulacao",
    }  # fmt: skip
    assert all(e.dispositivo == "CF, art. 5º, inciso LV" and e.razao for e in EXIGEM.values())
    vinculo = p.onde["estavel"][1]
    assert contraditorio.situacao(p.ctx, ato="exoneracao_a_pedido", vinculo_id=vinculo, hoje=HOJE) is None
    with pytest.raises(ErroDominio, match="não depende"):
        contraditorio.gravar(p.ctx, defesa=completa(p, "estavel", "exoneracao_a_pedido"), hoje=HOJE)


@pytest.mark.parametrize(
    ("mudanca", "frase"),
    [
        ({"aviso_em": date(2026, 6, 2)}, "ainda não chegou"),
        ({"decisao_em": date(2026, 6, 2)}, "ainda não chegou"),
        ({"resposta_ate": date(2026, 4, 6)}, "sem dia nenhum depois do aviso"),
        ({"dispensa": "urgência"}, "não diz o bastante"),
        ({"aviso_anexo_id": 999}, "não está mais no registro"),
    ],
)
def test_o_que_nao_pode_ser_nao_entra(p: Povo, mudanca: dict[str, Any], frase: str) -> None:
    antes = p.contar("contraditorio")
    with pytest.raises(ErroDominio, match=frase):
        contraditorio.gravar(p.ctx, defesa=replace(completa(p), **mudanca), hoje=HOJE)
    assert p.contar("contraditorio") == antes


def test_guarda_com_versao_e_trilha_e_sem_valores_nela(p: Povo) -> None:
    inteira = completa(p, "aproveitado", "cassacao_disponibilidade")
    primeira = contraditorio.gravar(p.ctx, defesa=replace(inteira, decisao_em=None, decisao=""), hoje=HOJE)
    segunda = contraditorio.gravar(p.ctx, defesa=replace(primeira, decisao="Mantém."), hoje=HOJE)
    assert (primeira.versao, segunda.versao, primeira.id) == (1, 2, segunda.id)
    with pytest.raises(ErroDominio, match="Outra pessoa"):
        contraditorio.gravar(p.ctx, defesa=replace(primeira, decisao="Outra"), hoje=HOJE)
    with pytest.raises(ErroDominio, match="Outra pessoa"):
        contraditorio.gravar(p.ctx, defesa=inteira, hoje=HOJE)
    trilha = p.valor("SELECT detalhe FROM trilha WHERE objeto = 'contraditorio' ORDER BY id DESC LIMIT 1")
    assert trilha == "decisao"
    lida = contraditorio.situacao(p.ctx, ato=segunda.ato, vinculo_id=segunda.vinculo_id, hoje=HOJE)
    assert lida is not None
    assert lida.defesa == segunda
    assert lida.pendencias == ("a decisão, com a data",)


def test_os_comprovantes_sao_os_do_vinculo_e_os_da_pessoa(p: Povo) -> None:
    servidor, vinculo = p.onde["revertido"]
    anexar(p, "aviso.pdf", vinculo, servidor)
    anexar(p, "de-outro.pdf", p.onde["estavel"][1], p.onde["estavel"][0])
    anexar(p, "retirado.pdf", vinculo, servidor, retirado="engano")
    atual = contraditorio.situacao(p.ctx, ato="cassacao_aposentadoria", vinculo_id=vinculo, hoje=HOJE)
    assert atual is not None
    assert [a.nome for a in atual.anexos] == ["aviso.pdf"]
    assert atual.dias is None
    valor = RegistroDeValor(
        chave="defesa_resposta_dias", valor="10", desde=date(2026, 1, 1), citacao="Lei 12.209/2011",
        fundamento="Parecer 1/2026",
    )  # fmt: skip
    parametros.registrar(p.ctx, registro=valor, hoje=HOJE)
    depois = contraditorio.situacao(p.ctx, ato="cassacao_aposentadoria", vinculo_id=vinculo, hoje=HOJE)
    assert depois is not None
    assert depois.dias == 10


def test_emitir_espera_o_que_falta_ou_o_fundamento_que_sai_impresso(p: Povo) -> None:
    feita = minutas.preparar(p.ctx, pedido=pedido(p, "exoneracao_de_oficio", "empossado"), hoje=HOJE)
    with pytest.raises(ErroDominio, match=r"o aviso à pessoa.*e mais 6"):
        minutas.emitir(p.ctx, minuta_id=feita.id, hoje=HOJE)
    assert minutas.obter(p.ctx, minuta_id=feita.id).numero == ""
    antes = p.contar("documento_emitido")
    rascunho = papeis_atos.minuta_do_ato(p.ctx, minuta_id=feita.id, hoje=HOJE)
    with pytest.raises(ErroDominio, match="Aviso e defesa"):
        papeis.emitir(p.ctx, papel=rascunho)
    assert p.contar("documento_emitido") == antes
    texto = ler(rascunho.pdf)
    assert "Falta: o aviso à pessoa, com a data em que foi feito" in texto
    dispensada = Defesa(
        servidor_id=p.onde["empossado"][0], vinculo_id=p.onde["empossado"][1], ato="exoneracao_de_oficio",
        dispensa="Renúncia expressa à defesa, em termo de 12/05/2026",
    )  # fmt: skip
    contraditorio.gravar(p.ctx, defesa=dispensada, hoje=HOJE)
    assert minutas.emitir(p.ctx, minuta_id=feita.id, hoje=HOJE).numero == "1/2026"
    papel = papeis_atos.minuta_do_ato(p.ctx, minuta_id=feita.id, hoje=HOJE)
    texto = ler(papel.pdf)
    assert "Renúncia expressa à defesa, em termo de 12/05/2026" in texto
    assert "Falta: o comprovante do aviso" in texto
    assert sem_memoria(papel.pdf, papel.memoria) == set()
    assert papeis.emitir(p.ctx, papel=papel).id


def test_completo_emite_imprime_cada_passo_e_o_ato_fecha_o_quadro(p: Povo) -> None:
    defesa = contraditorio.gravar(p.ctx, defesa=completa(p), hoje=HOJE)
    feita = minutas.preparar(p.ctx, pedido=pedido(p, "tornar_sem_efeito", "nomeado"), hoje=HOJE)
    minutas.emitir(p.ctx, minuta_id=feita.id, hoje=HOJE)
    papel = papeis_atos.minuta_do_ato(p.ctx, minuta_id=feita.id, hoje=HOJE)
    texto = ler(papel.pdf)
    for trecho in (
        "AVISO E DEFESA (CF, ART. 5º, INCISO LV)", "Carta com aviso de recebimento", "06/04/2026", "aviso.pdf",
        "16/04/2026", "10/04/2026", "Pede prazo.", "20/04/2026", "Secretário da Administração", "Mantém a proposta.",
        "na ordem devida",
    ):  # fmt: skip
        assert trecho in texto, trecho
    assert "Falta:" not in texto
    assert sem_memoria(papel.pdf, papel.memoria) == set()
    # The undecided request holds the deadline (P2): decided first, then the act.
    p.registrar("decisao_prorrogacao", servidor=defesa.servidor_id, data="2026-02-25", deferida=False)
    minutas.confirmar(p.ctx, minuta_id=feita.id, conteudo={"publicacao": "2026-06-01"}, hoje=HOJE)
    assert p.valor(f"SELECT ato_id FROM contraditorio WHERE id = {defesa.id}") is not None
    atual = contraditorio.situacao(p.ctx, ato="tornar_sem_efeito", vinculo_id=defesa.vinculo_id, hoje=HOJE)
    assert atual is not None
    assert atual.defesa.id is None  # another act of the kind begins another checklist


def test_o_ato_ja_publicado_e_fato_e_entra_sem_aviso_nem_defesa(p: Povo) -> None:
    feito = pedido(p, "demissao", "disponivel", publicacao="2026-05-04")
    assert provimento.registrar(p.ctx, pedido=feito, hoje=HOJE).ato_id
    juizo = pedido(p, "exoneracao_de_oficio", "estagiario", fundamento="outro", texto="Decisão judicial.")
    feita = minutas.preparar(p.ctx, pedido=juizo, hoje=HOJE)
    minutas.confirmar(p.ctx, minuta_id=feita.id, conteudo={"publicacao": "2026-05-05"}, hoje=HOJE)
    assert minutas.obter(p.ctx, minuta_id=feita.id).estado == "confirmada"


def test_cada_texto_da_familia_tem_modelo_e_nenhum_campo_solto() -> None:
    usados = {nome for nome, _ in papeis_atos.REDATORES.values()} | {"ato_comum", "ato_correcao", "ato_defesa"}
    for nome in usados:
        modelo = ler_modelo(nome)
        assert modelo.textos, nome
        assert modelo.titulo[0].isupper(), nome
