package org.postizgateway.postiz.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.postizgateway.postiz.json.JsonBody;

class ChannelListTest {

    @Test
    void keeps_what_an_agent_needs() {
        String answer =
                """
                [{"id":"1","name":"Acme","identifier":"facebook","picture":"p","disabled":true,
                  "profile":"acme","customer":{"id":"g","name":"Group","orgId":"o"},"token":"t"},
                 {"id":"2","name":"Jane","identifier":"x","picture":"","disabled":false,
                  "profile":null}]""";
        assertThat(JsonBody.write(new ChannelList().toOutput(answer)))
                .isEqualTo(
                        """
                        {"output":[{"id":"1","name":"Acme","picture":"p","platform":"facebook",\
                        "disabled":true,"profile":"acme","customer":{"id":"g","name":"Group"}},\
                        {"id":"2","name":"Jane","picture":"/no-picture.jpg","platform":"x",\
                        "disabled":false}]}""");
    }
}
